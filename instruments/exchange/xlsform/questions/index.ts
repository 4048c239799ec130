import type { AskedKind, QuestionReader } from './answer.ts'
import { decimal, integer, range } from './numbers.ts'
import { acknowledge, audio, date, file, image, note, video } from './others.ts'
import { rank, selectMultiple, selectOne } from './selects.ts'
import { barcode, datetime, geopoint, text, time } from './texts.ts'

/** The only list of what kinds of question become. */
export const questionReaders = {
  text,
  integer,
  decimal,
  range,
  date,
  time,
  datetime,
  select_one: selectOne,
  select_multiple: selectMultiple,
  rank,
  note,
  acknowledge,
  file,
  image,
  audio,
  video,
  geopoint,
  barcode,
} as const satisfies Record<AskedKind, QuestionReader>
