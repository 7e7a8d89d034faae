/**
 * What one address may try. Right passwords give their attempt back, so only wrong ones count, and
 * an office behind one address is not shut out by its own people.
 */
export const LOGIN_ATTEMPTS = { name: 'login', burst: 20, refillMs: 3_000 } as const;

/** Each registration costs a password hash and rows that stay. */
export const REGISTRATION_ATTEMPTS = { name: 'registration', burst: 100, refillMs: 6_000 } as const;
