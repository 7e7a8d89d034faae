/** How this SDK names itself to the server. */
export const SDK = { name: 'toggle-openfeature-web-js', version: '0.1.0' } as const;
