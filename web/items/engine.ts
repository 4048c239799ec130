/** What widgets know of the engine: the shape of a form, and how typed numbers and dates are understood. */
export type {
  Answer,
  DeclarableMissing,
  Finding,
  FormColumn,
  FormItem,
  FormRecord,
  GridCell,
  ItemTypeName,
  KeyText,
  Option,
  SettingsByType,
  Severity,
} from '#engine'
export { givenMissing, givenValue } from '../../instruments/engine/answers/answer.ts'
export { dateOf, monthNames, type ParsedDate, parseDate } from '../../instruments/engine/answers/dates.ts'
export { type ParsedNumber, parseNumber, toAsciiDigits, typedNumber } from '../../instruments/engine/answers/digits.ts'
export { dateInWords as isoInWords } from '../../instruments/engine/items/iso-dates.ts'
export { graphemes, isBlankText } from '../../instruments/engine/items/reading.ts'
