import {
  type Answer,
  type Answers,
  type Bundle,
  type Context,
  evaluate,
  type FormItem,
  type ItemDefinition,
  type ItemTypeName,
  itemTypeNames,
  itemTypes,
  openInstrument,
  parseKey,
  readAnswer,
} from '#engine'
import { type GalleryLanguage, inScript } from './scripts.ts'

export const states = ['open', 'answered', 'refused', 'reason', 'closed'] as const
/**
 * `open`: required and not answered, with its finding · `answered` · `refused`: an answer that is not right, with its
 * finding · `reason`: a reason in place of an answer · `closed`: answered, and can no longer be changed.
 */
export type SpecimenState = (typeof states)[number]

/** One item type in one state, as `evaluate` hands it to the page. */
export interface Specimen {
  readonly name: string
  readonly type: ItemTypeName
  readonly state: SpecimenState
  readonly instrument: ReturnType<typeof openInstrument>
  readonly answers: Answers
  readonly context: Context
}

/** Every example of every item type in every state it can be in, worded in a language. */
export const specimensOf = (lists: Bundle, language: GalleryLanguage): readonly Specimen[] =>
  itemTypeNames
    .flatMap((type) => itemTypes[type].examples.flatMap((example) => sketches(type, example)))
    .map((sketch, number) => specimenOf(sketch, `X${number}`, lists, language))
    .filter(reachesPages)

/** What an item type cannot read at all is refused at the door; only what it reads and then faults is ever on a page. */
const reachesPages = ({ instrument, answers }: Specimen): boolean =>
  Object.entries(answers).every(
    ([key, answer]) => !('value' in answer) || readAnswer(instrument, parseKey(key), answer.value).ok,
  )

type Example = (typeof itemTypes)[ItemTypeName]['examples'][number]

interface Sketch {
  readonly type: ItemTypeName
  readonly example: Example
  readonly state: SpecimenState
  readonly answer?: Answer
}

function sketches(type: ItemTypeName, example: Example): readonly Sketch[] {
  const { value, valid } = example
  if (type === 'note') return [{ type, example, state: 'open' }]
  if (!valid) return [{ type, example, state: 'refused', answer: { value } }]
  return [
    { type, example, state: 'open' },
    { type, example, state: 'answered', answer: { value } },
    { type, example, state: 'reason', answer: { missing: 'dont_know' } },
    { type, example, state: 'closed', answer: { value } },
  ]
}

/** Item codes differ from specimen to specimen, so that all can stand on one page. */
function specimenOf(sketch: Sketch, code: string, lists: Bundle, language: GalleryLanguage): Specimen {
  const { type, example, state, answer } = sketch
  const definition = {
    item: code,
    type,
    ...(type !== 'note' && { required: true }),
    ...example.settings,
  } as ItemDefinition
  const own =
    definition.type === 'roster'
      ? { ...definition, items: definition.items.map((item) => ({ ...item, item: `${code}_${item.item}` })) }
      : definition
  return {
    name: example.name,
    type,
    state,
    instrument: openInstrument(inScript(around(own, example.name, lists), language), ''),
    answers: answer === undefined ? {} : { [code]: answer },
    context: contextIn(language),
  }
}

/** The item of a specimen as it stands, or with other answers. */
export function itemOf({ instrument, answers, context }: Specimen, given: Answers = answers): FormItem {
  const form = evaluate(instrument, given, context)
  const item = form.sections[0]?.groups[0]?.items[0]
  if (item === undefined) throw new Error('a specimen has no item')
  return item
}

const contextIn = (language: string): Context => ({
  language,
  today: '2026-11-22',
  unit: { code: 'phl', name: 'Philippines', attributes: {} },
  wave: { code: '2026', title: 'Wave 2026', year: 2026, referenceFrom: '2025-01-01', referenceTo: '2025-12-31' },
})

/** The smallest instrument that holds one item. */
function around(definition: ItemDefinition, name: string, lists: Bundle): Bundle {
  const inside = definition.type === 'roster' ? definition.items : []
  const labels = [definition, ...inside].map(({ item }) => [
    item,
    {
      label: item === definition.item ? `${name}?` : 'A question about this entry',
      hint: 'A hint says what counts and what does not.',
    },
  ])
  return {
    ...lists,
    sections: [{ section: 'S', publication: 'public', groups: [{ group: 'G', items: [definition] }] }],
    checks: [],
    texts: {
      en: {
        instrument: { title: 'Gallery' },
        sections: { S: { title: 'Section' } },
        groups: { G: { title: 'Group' } },
        items: Object.fromEntries(labels),
        checks: {},
        codeLists: lists.texts.en?.codeLists ?? {},
      },
    },
  }
}
