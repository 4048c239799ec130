import type { ColumnType } from 'kysely'

/** The kinds of column there are beside the plain ones. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
/** Written as text, so that a bare string or an array arrives as JSON and not as a Postgres literal. */
export type JsonColumn = ColumnType<Json, string, string>
export type Filled<T> = ColumnType<T, T | undefined, T>
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>
