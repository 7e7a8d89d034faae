/** What the server sees of this package. */
export const SDK = { name: 'toggle-openfeature-server-js', version: '0.1.0' } as const;
