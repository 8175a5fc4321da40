// Nominal types over plain values: a `MacAddr` is a string at run time and only `parse` can make one.

declare const brand: unique symbol;

/** `T`, told apart from every other `T` by the name `Name`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
