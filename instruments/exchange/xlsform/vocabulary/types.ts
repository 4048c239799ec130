/** What a row of the survey sheet asks for, whatever it is called there. */
export type RowKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'range'
  | 'date'
  | 'time'
  | 'datetime'
  | 'select_one'
  | 'select_multiple'
  | 'rank'
  | 'note'
  | 'calculate'
  | 'hidden'
  | 'acknowledge'
  | 'file'
  | 'image'
  | 'audio'
  | 'video'
  | 'geopoint'
  | 'barcode'
  | 'begin_group'
  | 'end_group'
  | 'begin_repeat'
  | 'end_repeat'
  | 'metadata'
  | 'refused'
  /** A grid of ours, which other programs see as a group of questions. */
  | 'spelled'

export interface RowType {
  readonly kind: RowKind
  /** As written, in its usual spelling: `phonenumber`, `geotrace`. */
  readonly word: string
  /** Name of the list or of the file that holds it. */
  readonly list?: string
  readonly fromFile?: true
  readonly orOther?: true
}

// spellings that pyxform 4 reads, and those of Kobo, SurveyCTO and CHT
const spellings: Readonly<Record<Exclude<RowKind, 'spelled'>, readonly string[]>> = {
  text: ['text', 'string', 'add text prompt', 'q string', 'tel', 'phone'],
  integer: ['integer', 'int', 'add integer prompt', 'q int'],
  decimal: ['decimal', 'add decimal prompt', 'q decimal'],
  range: ['range'],
  date: ['date', 'add date prompt', 'q date'],
  time: ['time', 'add time prompt', 'q time'],
  datetime: ['datetime', 'date time', 'add date time prompt', 'q datetime'],
  select_one: ['select one', 'select one from', 'select1', 'add select one prompt using', 'q select1'],
  select_multiple: [
    'select multiple',
    'select multiple from',
    'select all that apply',
    'select all that apply from',
    'add select multiple prompt using',
    'q select',
  ],
  rank: ['rank', 'odk:rank'],
  note: ['note', 'add note prompt', 'q note'],
  calculate: ['calculate', 'calculation', 'q calculate', 'add calculate prompt', 'calculate here'],
  hidden: ['hidden'],
  acknowledge: ['acknowledge', 'trigger', 'add acknowledge prompt', 'q acknowledge'],
  file: ['file', 'q file', 'add file prompt'],
  image: ['image', 'photo', 'q picture', 'q image', 'add image prompt', 'add photo prompt', 'picture'],
  audio: ['audio', 'q audio', 'add audio prompt'],
  video: ['video', 'q video', 'add video prompt'],
  geopoint: ['geopoint', 'gps', 'location', 'q location', 'q geopoint', 'add location prompt'],
  barcode: ['barcode', 'q barcode', 'add barcode prompt'],
  begin_group: ['begin group', 'begin_group'],
  end_group: ['end group', 'end_group'],
  begin_repeat: ['begin repeat', 'begin looped group'],
  end_repeat: ['end repeat', 'end looped group'],
  metadata: [
    'start',
    'end',
    'today',
    'deviceid',
    'imei',
    'device id',
    'username',
    'user name',
    'email',
    'phonenumber',
    'phone number',
    'subscriberid',
    'subscriber id',
    'simserial',
    'sim id',
    'audit',
    'start-geopoint',
    'background-audio',
    'start time',
    'end time',
    'instance id',
  ],
  refused: [
    'geotrace',
    'geoshape',
    'csv-external',
    'xml-external',
    'begin loop',
    'end loop',
    'begin kobomatrix',
    'end kobomatrix',
    'begin score',
    'end score',
    'begin rank',
    'end rank',
    'osm',
  ],
}

const kindBySpelling: ReadonlyMap<string, RowKind> = new Map(
  Object.entries(spellings).flatMap(([kind, words]) => words.map((word) => [word, kind as RowKind] as const)),
)

/** What we offer to somebody who wrote none of them. */
export const typeWords: readonly string[] = Object.keys(spellings)
  .filter((kind) => kind !== 'refused' && kind !== 'metadata')
  .concat('select_one_from_file', 'today', 'start', 'end', 'geotrace')

const listed =
  /^(select[ _]one[ _]from[ _]file|select[ _]multiple[ _]from[ _]file|select[ _](?:one|multiple)[ _]external|.*?)\s+(\S+?)(\s+(?:or[ _]other|or specify other))?$/i

const folded = (word: string): string =>
  word
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, ' ')

/** Undefined for a type nobody knows. */
export function readType(written: string): RowType | undefined {
  const text = written.trim().replace(/\s+/g, ' ')
  const plain = kindBySpelling.get(folded(text)) ?? kindBySpelling.get(text.toLowerCase())
  if (plain !== undefined) return { kind: plain, word: text.toLowerCase() }
  const [, word = '', list = '', other] = listed.exec(text) ?? []
  const orOther = other === undefined ? {} : ({ orOther: true } as const)
  const external = /^select (one|multiple) (from file|external)$/.exec(folded(word))
  if (external) {
    const kind = external[1] === 'one' ? 'select_one' : 'select_multiple'
    return { kind, word: folded(word).replaceAll(' ', '_'), list, fromFile: true, ...orOther }
  }
  const kind = kindBySpelling.get(folded(word))
  return kind === 'select_one' || kind === 'select_multiple' || kind === 'rank'
    ? { kind, word: kind, list, ...orOther }
    : undefined
}
