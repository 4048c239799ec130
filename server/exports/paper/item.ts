import type { Instrument, Item, Wording } from '#engine'
import { type Asked, reasonBoxes } from './asked.ts'
import type { InWords } from './conditions.ts'
import type { BoxShape, PaperField, PaperItem, Said } from './document.ts'
import { paperTypeOf } from './fields/index.ts'
import type { Routes } from './routes.ts'
import type { PaperWords } from './words.ts'

/** What laying out any item needs to know of its instrument. */
export interface Layout {
  readonly instrument: Instrument
  readonly texts: Wording
  readonly words: PaperWords
  readonly inWords: InWords
  readonly routes: Routes
}

/** What blank and answered paper say of an item each in their way. */
export interface ItemFrame {
  readonly number: number | undefined
  readonly label: string
  readonly hint: string
  readonly required: boolean
  readonly condition: string
  readonly skipped: boolean
  readonly answer: string
  readonly key: string
}

/** `field` and `instructions` are given for rosters, whose records are items of their own. */
export interface ItemContent {
  readonly field?: PaperField
  readonly instructions?: readonly string[]
}

export function paperItem(
  layout: Layout,
  item: Item,
  asked: Asked,
  frame: ItemFrame,
  content: ItemContent = {},
): PaperItem {
  const type = paperTypeOf(item.definition)
  const field = content.field ?? type.field(item.definition as never, asked)
  const blank = asked.kind === 'blank'
  return {
    ...frame,
    code: item.code,
    language: languageOf(layout, layout.texts.texts.items[item.code]),
    instructions: blank ? instructionsOf(layout, item, asked, content) : [],
    field: blank ? withRoutes(layout, item, field) : field,
    reasons: reasonBoxes(asked),
    decides: blank && !hasRoutes(layout, item, field) ? layout.routes.decidedBy(item) : '',
  }
}

/** Texts without a translation are those of the instrument's first language. */
export const languageOf = ({ texts, instrument }: Layout, translated: unknown): string =>
  translated === undefined ? (instrument.bundle.languages[0] ?? 'en') : texts.language

function instructionsOf(layout: Layout, item: Item, asked: Asked, content: ItemContent): readonly Said[] {
  const { words } = layout
  const own = content.instructions ?? paperTypeOf(item.definition).instructions(item.definition as never, asked)
  const texts = [...own, ...sourceWords(layout, item), ...ruleWords(layout, item)]
  return texts.map((text) => ({ text, language: words.language }))
}

/** Piped rows and options say which answer they come from. */
function sourceWords({ words, inWords }: Layout, item: Item): readonly string[] {
  const isRoster = item.children.length > 0
  return [
    ...(item.rowsFrom === undefined || isRoster ? [] : [words.say('from.rows', { condition: inWords(item.rowsFrom) })]),
    ...(item.optionsFrom === undefined ? [] : [words.say('from.options', { condition: inWords(item.optionsFrom) })]),
  ]
}

function ruleWords({ words, inWords }: Layout, { constraint, definition }: Item): readonly string[] {
  if (constraint === undefined) return []
  const key = (definition.severity ?? 'blocker') === 'blocker' ? 'rule.must' : 'rule.should'
  return [words.say(key, { condition: inWords(constraint, definition.type === 'date' ? 'date' : undefined) })]
}

const shapeOf = (field: PaperField): BoxShape | undefined => (field.kind === 'boxes' ? field.shape : undefined)

const routeOf = ({ routes }: Layout, item: Item, tag: string, shape: BoxShape) =>
  item.roster === undefined ? routes.after(item, tag.slice(tag.indexOf(':') + 1), shape) : undefined

function hasRoutes(layout: Layout, item: Item, field: PaperField): boolean {
  const shape = shapeOf(field)
  if (shape !== 'one' || field.kind !== 'boxes') return false
  return field.boxes.some((box) => routeOf(layout, item, box.tag, shape) !== undefined)
}

/** An arrow behind each answer that skips something. */
function withRoutes(layout: Layout, item: Item, field: PaperField): PaperField {
  if (field.kind !== 'boxes' || field.shape !== 'one') return field
  const { words } = layout
  return {
    ...field,
    boxes: field.boxes.map((box) => {
      const route = routeOf(layout, item, box.tag, field.shape)
      if (route === undefined) return box
      return { ...box, route: route === 'end' ? words.say('route.end') : words.say('route.to', { item: route.item }) }
    }),
  }
}
