import type { zh } from './zh.ts'

/** The shape of a language: the Chinese file with its texts widened to strings. */
export type Strings = Widened<typeof zh>

/** A tree of texts, whatever they say. */
export type Widened<T> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : { readonly [K in keyof T]: Widened<T[K]> }
