import { sourcesOf } from '../../items/index.ts'
import { contextNames, rowName } from '../context-names.ts'
import { everyText } from '../every-text.ts'
import type { DefinitionFault } from '../fault.ts'
import { faultAt, pointerTo } from '../piece.ts'
import { type LintContext, listTextOrigin, textOrigin } from '../place.ts'

type Wanted = Readonly<Record<'sections' | 'groups' | 'items' | 'checks', readonly string[]>>

/** Says that a text is absent: a fault in the first language, which others fall back to; a notice in any other. */
type SayAbsent = (pointer: string, message: string) => DefinitionFault

/** Every part of the instrument is worded, and nothing is worded that does not exist. */
export function textRule(context: LintContext): readonly DefinitionFault[] {
  const { bundle } = context.instrument
  const wanted: Wanted = {
    sections: context.instrument.sections.map((section) => section.code),
    groups: context.instrument.sections.flatMap((section) => section.groups.map((group) => group.code)),
    items: context.order.map((item) => item.code),
    checks: bundle.checks.map((check) => check.check),
  }
  return bundle.languages.flatMap((language, at) => {
    const say: SayAbsent = (pointer, message) =>
      at === 0
        ? faultAt('missing-text', textOrigin(context, language, pointer), message)
        : faultAt('untranslated', textOrigin(context, language, pointer), message, 'notice')
    const sayLabel: SayAbsent = (pointer, message) =>
      at === 0
        ? faultAt('missing-text', listTextOrigin(context, language, pointer), message)
        : faultAt('untranslated', listTextOrigin(context, language, pointer), message, 'notice')
    return [
      ...pieceFaults(context, wanted, language, say),
      ...columnFaults(context, language, say),
      ...listFaults(context, language, sayLabel),
    ]
  })
}

function pieceFaults(
  context: LintContext,
  wanted: Wanted,
  language: string,
  say: SayAbsent,
): readonly DefinitionFault[] {
  const texts = context.instrument.bundle.texts[language]
  const compared = Object.entries(wanted).flatMap(([kind, codes]) => {
    const worded = Object.keys(texts?.[kind as 'items'] ?? {})
    return [
      ...codes
        .filter((code) => !worded.includes(code))
        .map((code) => say(pointerTo(kind, code), `${code} has no text in ${language}.`)),
      ...worded
        .filter((code) => !codes.includes(code))
        .map((code) =>
          faultAt(
            'orphan-text',
            textOrigin(context, language, pointerTo(kind, code)),
            `There is no ${code} for this text.`,
          ),
        ),
    ]
  })
  const title = texts?.instrument.title ?? ''
  return title === ''
    ? [say('/instrument/title', `The instrument has no title in ${language}.`), ...compared]
    : compared
}

function columnFaults(
  { order, instrument }: LintContext,
  language: string,
  say: SayAbsent,
): readonly DefinitionFault[] {
  return order.flatMap((item) => {
    const { columns = [] } = sourcesOf(item.definition)
    const words = instrument.bundle.texts[language]?.items[item.code]
    // a single column is headed by the item itself, and an item without words is told already
    if (columns.length < 2 || words === undefined) return []
    return columns
      .filter((column) => words.columns?.[column.column] === undefined)
      .map((column) =>
        say(
          pointerTo('items', item.code, 'columns', column.column),
          `Column ${column.column} of ${item.code} has no text in ${language}.`,
        ),
      )
  })
}

function listFaults({ instrument }: LintContext, language: string, say: SayAbsent): readonly DefinitionFault[] {
  const { codeLists, texts } = instrument.bundle
  return Object.values(codeLists).flatMap((list) => {
    const labels = texts[language]?.codeLists[list.list]?.codes ?? {}
    return Array.from(new Set(list.codes.map((code) => code.code)))
      .filter((code) => labels[code] === undefined)
      .map((code) =>
        say(pointerTo(list.list, 'codes', code), `Code ${code} of ${list.list} has no label in ${language}.`),
      )
  })
}

/** `${A01}` in a text names an item, `{wave_year}` something the context knows. */
export function placeholderRule(context: LintContext): readonly DefinitionFault[] {
  const { bundle, items } = context.instrument
  return bundle.languages.flatMap((language) => {
    const { codeLists, ...own } = bundle.texts[language] ?? { codeLists: {} }
    const strange = (origin: typeof textOrigin, texts: unknown): readonly DefinitionFault[] =>
      everyText(texts).flatMap(({ pointer, text }) =>
        Array.from(text.matchAll(/\$\{(\w+)\}|\{(\w+)\}/g)).flatMap(([whole, code, name]) => {
          const known = code === undefined ? contextNames.includes(name ?? '') : code === rowName || items.has(code)
          if (known) return []
          return [faultAt('unknown-placeholder', origin(context, language, pointer), `${whole} stands for nothing.`)]
        }),
      )
    return [...strange(textOrigin, own), ...strange(listTextOrigin, codeLists)]
  })
}
