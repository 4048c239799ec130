import type { dateMeanings } from '../functions/dates.ts'
import type { Declarations, Parameter } from './declaration.ts'

const date: Parameter = { name: 'date', type: 'date' }

export const dateDeclarations = {
  today: { parameters: [], result: 'date', sentences: ['today'] },
  // `any`, because a day number is welcome beside a text: `date(today() + 30)`
  date: { parameters: [{ name: 'value', type: 'any' }], result: 'date', sentences: ['date'] },
  'format-date': {
    parameters: [date, { name: 'format', type: 'text' }],
    result: 'text',
    sentences: ['format-date'],
  },
  'year-of': { parameters: [date], result: 'number', sentences: ['year-of'] },
  'decimal-date-time': { parameters: [date], result: 'number', sentences: ['decimal-date-time'] },
} satisfies Declarations<typeof dateMeanings>
