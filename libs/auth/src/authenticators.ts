import type { Authenticator } from '@app/kernel';

/** Token of the list of `Authenticator`s besides session tokens, in the order they are asked. */
export const AUTHENTICATORS: unique symbol = Symbol('authenticators');

export type Authenticators = readonly Authenticator[];
