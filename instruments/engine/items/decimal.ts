import type { ItemType } from './item-type.ts'
import { numberAnswers, rangeFaults, readNumber } from './numbers.ts'
import { closedSeconds } from './options.ts'
import { fault } from './reading.ts'

export const decimal: ItemType<'decimal', number> = {
  name: 'decimal',
  ...numberAnswers,
  read: (raw) => readNumber(raw),
  check(value, { settings }) {
    const { places } = settings
    const tooFine = places !== undefined && Number(value.toFixed(places)) !== value
    return [...rangeFaults(value, settings), ...(tooFine ? [fault('number.places', { places })] : [])]
  },
  seconds: () => closedSeconds,
  examples: [
    { name: 'a percentage', settings: { min: 0, max: 100, unit: 'percent' }, value: 45.7, valid: true },
    { name: 'above the most', settings: { min: 0, max: 100 }, value: 120, valid: false },
    { name: 'finer than asked', settings: { places: 1 }, value: 45.75, valid: false },
  ],
}
