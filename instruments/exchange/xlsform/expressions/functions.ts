import { expressionFunctions } from '../../../engine/expression/index.ts'

/** Functions of ours that no XLSForm knows: offered to nobody who writes one. */
const ours = ['unit', 'wave', 'rows-with', 'cell', 'codes-of', 'codes-where', 'without', 'intersection', 'year-of']

export const formFunctions: readonly string[] = expressionFunctions
  .map(({ name }) => name)
  .filter((name) => !ours.includes(name))

export const isKnown = (name: string): boolean => expressionFunctions.some((one) => one.name === name)

/** Why a function of the XLSForm world has no counterpart, when there is more to say than that. */
export const reasons: Readonly<Record<string, string>> = {
  position: 'The number of a repeat’s row is not kept: rows may be taken out.',
  index: 'The number of a repeat’s row is not kept: rows may be taken out.',
  'indexed-repeat': 'A single row of a repeat cannot be named.',
  once: 'A value that changes once it was worked out cannot be checked again.',
  random: 'Chance cannot be checked again.',
  uuid: 'Chance cannot be checked again.',
  pulldata: 'Data beside the form is not kept; bring it as attributes of a choice list.',
  instance: 'Data beside the form is not kept; bring it as attributes of a choice list.',
  search: 'Choices come from lists of the form; use choice_filter.',
}

/** `%n` is a month without its zero, which no date of ours is written with. */
export const dateFormat = /^(?:[^%]|%[Ymdeb])*$/
