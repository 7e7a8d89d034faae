/** The version of this release; the same as in package.json, which a test holds against it. */
export const VERSION = '0.1.0';
