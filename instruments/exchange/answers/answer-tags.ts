/**
 * How a control in a document says which part of which answer it holds, so that a filled document can be read back.
 *
 *   tag    = key [ "." row [ "." column ] ] [ ":" code | "?" [ reason ] | "#" place ]
 *   key    = item [ "/" record ]
 *
 *   B03                      the value of an item
 *   C02_title/r1             the same in a record of a roster
 *   B12_title/*2             in the second blank record of a roster whose rows are the codes of a list
 *   B12/*2                   which code that second blank record is about
 *   A06:facebook             the box of an option
 *   C05b_refs/uc01:C02/r1    the box of an entry of a register
 *   B03?dont_know            the box of a missing reason
 *   B10.uc01.status          one cell: a text, a number, or a code picked from a list
 *   B10.uc01.status:pilot    the box of a code in a cell
 *   B10.uc01?                the missing reason picked for a whole row
 *   B13.uc01.secondary#2     the second of several picks in a cell
 *   B05.facebook.rank        the rank written beside an option of a ranking
 *   H02.e1.points            the points written beside an option of a constant sum
 *
 * Every part stands apart by a sign that no code holds, so a tag is read without knowing the instrument.
 */
export interface AnswerTag {
  readonly item: string
  /** Row of the roster, or `*1`, `*2` … for a blank record that is not named yet. */
  readonly record?: string
  /** Row of a grid, option of a ranking or of a constant sum. */
  readonly row?: string
  readonly column?: string
  readonly part: TagPart
}

export type TagPart =
  | { readonly kind: 'value' }
  | { readonly kind: 'option'; readonly code: string }
  /** Without a reason: the control's own value names it. */
  | { readonly kind: 'reason'; readonly reason?: string }
  /** Counted from 1. */
  | { readonly kind: 'place'; readonly place: number }

const value: TagPart = { kind: 'value' }

/** Columns of the types that have none of their own. */
export const rankColumn = 'rank'
export const pointsColumn = 'points'

export const blankRecord = (position: number): string => `*${position}`
export const isBlankRecord = (record: string): boolean => /^\*\d+$/.test(record)

export function tagText({ item, record, row, column, part }: AnswerTag): string {
  const place = [record === undefined ? item : `${item}/${record}`, row, column].filter((step) => step !== undefined)
  return `${place.join('.')}${partText(part)}`
}

function partText(part: TagPart): string {
  switch (part.kind) {
    case 'value':
      return ''
    case 'option':
      return `:${part.code}`
    case 'reason':
      return `?${part.reason ?? ''}`
    case 'place':
      return `#${part.place}`
  }
}

const shape =
  /^(?<item>[A-Z][A-Za-z0-9_]{0,31})(?:\/(?<record>\*\d+|[A-Za-z0-9_-]{1,64}))?(?:\.(?<row>[A-Za-z0-9_-]+)(?:\.(?<column>[A-Za-z0-9_]+))?)?(?::(?<code>[A-Za-z0-9_/-]+)|(?<reason>\?[a-z0-9_]*)|#(?<place>[1-9]\d?))?$/

/** Nothing when the text is no tag of ours. */
export function parseTag(text: string): AnswerTag | undefined {
  const found = shape.exec(text)?.groups
  if (found?.item === undefined) return undefined
  const { item, record, row, column } = found
  return {
    item,
    ...(record !== undefined && { record }),
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    part: partOf(found),
  }
}

function partOf({ code, reason, place }: Readonly<Record<string, string | undefined>>): TagPart {
  if (code !== undefined) return { kind: 'option', code }
  if (reason !== undefined) return reason === '?' ? { kind: 'reason' } : { kind: 'reason', reason: reason.slice(1) }
  return place === undefined ? value : { kind: 'place', place: Number(place) }
}

/** Word keeps 64 characters of a tag. A longer one becomes `~1`, and the document's property `mufakat.tag.1` holds it. */
export const longestTag = 64

export interface TagBook {
  /** What to write as the tag. */
  keep(full: string): string
  /** `1` → the whole tag, for those that were too long. */
  readonly long: ReadonlyMap<string, string>
}

export function tagBook(): TagBook {
  const long = new Map<string, string>()
  return {
    long,
    keep(full) {
      if (full.length <= longestTag) return full
      long.set(String(long.size + 1), full)
      return `~${long.size}`
    },
  }
}

/** The whole tag of what a document holds; nothing when its table of long tags does not know it. */
export const wholeTag = (kept: string, long: ReadonlyMap<string, string>): string | undefined =>
  kept.startsWith('~') ? long.get(kept.slice(1)) : kept

/**
 * LibreOffice before 7.5 keeps a control and drops its tag. So the whole tag also stands as hidden text, `[B03]`, in a run
 * right before its control in the same paragraph: where a control has no tag, that mark names it. The same LibreOffice wraps
 * some paragraphs in controls of its own, which have neither a tag nor a kind (text, list, box) and mean nothing.
 */
export const tagMark = (full: string): string => `[${full}]`

/** The tag in a mark; nothing when the text is no mark. */
export function markedTag(text: string): string | undefined {
  const inside = /^\[(.+)\]$/.exec(text.trim())?.[1]
  return inside !== undefined && parseTag(inside) !== undefined ? inside : undefined
}

export const paperFormat = 'mufakat-paper/1'

/** Custom properties of a document (docProps/custom.xml); Word and LibreOffice keep them when they save. */
export const paperProperties = {
  format: 'mufakat.format',
  instrument: 'mufakat.instrument',
  version: 'mufakat.version',
  hash: 'mufakat.hash',
  language: 'mufakat.language',
  /** `blank`, `draft` or `cleared`. */
  standing: 'mufakat.standing',
  unit: 'mufakat.unit',
  wave: 'mufakat.wave',
  /** Followed by the number of a long tag. */
  longTag: 'mufakat.tag.',
} as const

/** What stands in a text or list control that nobody has filled in; it is no answer. */
export const placeholder = '……………………'

/** Nothing was written: nothing at all, only space, or (part of) the placeholder. */
export const isUnwritten = (text: string): boolean => /^[\s\u00a0\u200b…._]*$/u.test(text)
