import { codesWritten, codeWritten } from './codes.ts'
import { type Hole, isBlank } from './filled-file.ts'
import type { AnswerHoles, HoleReader } from './hole-reader.ts'
import { numberIn, short } from './plain.ts'

const optionOf = ({ tag }: Hole): string | undefined => (tag.part.kind === 'option' ? tag.part.code : undefined)

/** Codes of ticked boxes, in the order of the boxes. */
export const tickedIn = (holes: readonly Hole[]): readonly string[] =>
  holes.flatMap((hole) => (hole.written.ticked === true ? (optionOf(hole) ?? []) : []))

/** One box, or a code picked or written. */
export function oneCode(answer: AnswerHoles, holes: readonly Hole[], offers: Offers): string | undefined {
  const ticked = [...new Set(tickedIn(holes))]
  const [only, second] = ticked
  if (second !== undefined) {
    const boxes = holes.find((hole) => optionOf(hole) === second)
    if (boxes !== undefined) answer.refuse(boxes, 'two_ticked', { options: labelled(ticked, offers) })
    return undefined
  }
  if (only !== undefined) return only
  const written = holes.find((hole) => hole.tag.part.kind === 'value' && !isBlank(hole.written))
  if (written === undefined) return undefined
  const code = codeWritten(offers, written.written)
  if (code === undefined) answer.refuse(written, 'code.unclear', { text: short(written.written.text) })
  return code
}

export type Offers = Parameters<typeof codeWritten>[0]

const labelled = (codes: readonly string[], [offer = []]: Offers): string =>
  codes.map((code) => `“${offer.find((one) => one.code === code)?.label ?? code}”`).join(', ')

/** Boxes, or codes written one after the other. */
export function severalCodes(
  answer: AnswerHoles,
  holes: readonly Hole[],
  offers: Offers,
): readonly string[] | undefined {
  const written = holes.find((hole) => hole.tag.part.kind === 'value' && !isBlank(hole.written))
  if (written === undefined) return [...new Set(tickedIn(holes))]
  const codes = codesWritten(offers, written.written)
  if (codes === undefined) answer.refuse(written, 'code.unclear', { text: short(written.written.text) })
  return codes
}

const optionsOf = ({ scopes }: AnswerHoles): Offers => scopes.map(({ allOptions }) => allOptions)

export const choice: HoleReader = (answer) => oneCode(answer, answer.holes, optionsOf(answer))

/** All that is ticked, and what stands without a box in this file: options that other answers have taken off the list. */
export const choices: HoleReader = (answer) => {
  const ticked = severalCodes(answer, answer.holes, optionsOf(answer))
  if (ticked === undefined || ticked.length === 0) return undefined
  const boxes = new Set(answer.holes.map(optionOf))
  const others = boxes.size > 1 ? asCodes(answer.standing).filter((code) => !boxes.has(code)) : []
  const standing = asCodes(answer.standing)
  const all = [...ticked, ...others]
  // picks from a register have no order of their own
  return all.length === standing.length && all.every((code) => standing.includes(code)) ? standing : all
}

const asCodes = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : [])

/** Numbers beside options, by option; undefined where one of them could not be understood. */
function amountsIn(answer: AnswerHoles, decimals: boolean): ReadonlyMap<string, number> | undefined {
  const amounts = new Map<string, number>()
  const standing = (answer.standing ?? {}) as Readonly<Record<string, unknown>>
  let understood = true
  for (const hole of answer.holes) {
    const { row } = hole.tag
    if (row === undefined || isBlank(hole.written)) continue
    const amount = numberIn(answer, hole, { decimals }, standing[row])
    if (amount === undefined) understood = false
    else amounts.set(row, amount)
  }
  return understood && amounts.size > 0 ? amounts : undefined
}

const rowsWithHoles = ({ holes }: AnswerHoles): ReadonlySet<string | undefined> =>
  new Set(holes.map(({ tag }) => tag.row))

/** Ranks → codes in their order. Ranks may leave gaps, and may not be given twice. */
export const ranking: HoleReader = (answer) => {
  const ranks = amountsIn(answer, false)
  if (ranks === undefined) return undefined
  const ordered = Array.from(ranks).sort(([, a], [, b]) => a - b)
  const twice = ordered.find(([, rank], at) => rank === ordered[at - 1]?.[1])
  const wrong = twice ?? ordered.find(([, rank]) => rank < 1)
  const hole = answer.holes.find(({ tag }) => tag.row === wrong?.[0])
  if (wrong !== undefined && hole !== undefined) {
    answer.refuse(hole, twice === undefined ? 'rank.unclear' : 'rank.twice', { text: wrong[1] })
    return undefined
  }
  const codes = ordered.map(([code]) => code)
  const offered = rowsWithHoles(answer)
  const standing = asCodes(answer.standing)
  const isSame = codes.join(' ') === standing.filter((code) => offered.has(code)).join(' ')
  return isSame ? standing : [...codes, ...standing.filter((code) => !offered.has(code))]
}

/** Points by option; an option left empty has none. */
export const constantSum: HoleReader = (answer) => {
  const points = amountsIn(answer, true)
  if (points === undefined) return undefined
  const offered = rowsWithHoles(answer)
  const others = Object.entries((answer.standing ?? {}) as object).filter(([code]) => !offered.has(code))
  return Object.fromEntries([...points, ...others])
}
