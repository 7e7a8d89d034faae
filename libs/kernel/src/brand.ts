declare const brand: unique symbol;

/** A `T` that has been checked once, at the edge: the type carries the proof. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
