/** Half of a character: one of the two UTF-16 units of a pair, without the other one. UTF-8 cannot hold it. */
export const HALF_CHARACTER = /\p{Surrogate}/u;
