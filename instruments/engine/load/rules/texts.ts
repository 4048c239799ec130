import { sourcesOf } from '../../items/index.ts'
import type { DefinitionFault, RuleName } from '../fault.ts'
import type { LintContext } from '../place.ts'

type Wanted = Readonly<Record<string, readonly string[]>>

/** Every part of the instrument is worded in every language it declares, and nothing is worded that does not exist. */
export function textRule(context: LintContext): readonly DefinitionFault[] {
  const { bundle } = context.instrument
  const wanted: Wanted = {
    sections: context.instrument.sections.map((section) => section.code),
    groups: context.instrument.sections.flatMap((section) => section.groups.map((group) => group.code)),
    items: context.order.map((item) => item.code),
    checks: bundle.checks.map((check) => check.check),
  }
  return bundle.languages.flatMap((language) => {
    const file = context.sources.texts[language]?.path ?? `texts/${language}.yaml`
    const texts = bundle.texts[language]
    const say = (rule: RuleName, pointer: string, message: string): DefinitionFault => ({
      rule,
      file,
      pointer,
      message,
      severity: 'fault',
    })
    const compared = Object.entries(wanted).flatMap(([kind, codes]) => {
      const worded = Object.keys(texts?.[kind as 'items'] ?? {})
      return [
        ...codes
          .filter((code) => !worded.includes(code))
          .map((code) => say('missing-text', `/${kind}/${code}`, `${code} has no text in ${language}.`)),
        ...worded
          .filter((code) => !codes.includes(code))
          .map((code) => say('orphan-text', `/${kind}/${code}`, `There is no ${code} for this text.`)),
      ]
    })
    return [...compared, ...columnFaults(context, language, say), ...listFaults(context, language, say)]
  })
}

type Say = (rule: RuleName, pointer: string, message: string) => DefinitionFault

function columnFaults({ order, instrument }: LintContext, language: string, say: Say): readonly DefinitionFault[] {
  return order.flatMap((item) => {
    const { columns = [] } = sourcesOf(item.definition)
    const worded = instrument.bundle.texts[language]?.items[item.code]?.columns ?? {}
    // a single column is headed by the item itself
    if (columns.length < 2) return []
    return columns
      .filter((column) => worded[column.column] === undefined)
      .map((column) =>
        say(
          'missing-text',
          `/items/${item.code}/columns/${column.column}`,
          `Column ${column.column} of ${item.code} has no text in ${language}.`,
        ),
      )
  })
}

function listFaults({ instrument }: LintContext, language: string, say: Say): readonly DefinitionFault[] {
  const { codeLists, texts } = instrument.bundle
  return Object.values(codeLists).flatMap((list) => {
    const labels = texts[language]?.codeLists[list.list]?.codes ?? {}
    return list.codes
      .filter((code) => labels[code.code] === undefined)
      .map((code) =>
        say(
          'missing-text',
          `/${list.list}/codes/${code.code}`,
          `Code ${code.code} of ${list.list} has no label in ${language}.`,
        ),
      )
  })
}

const contextNames = ['administration', 'wave_title', 'wave_year', 'reference_period']

/** `${A01}` in a text names an item, `{wave_year}` something the context knows. */
export function placeholderRule(context: LintContext): readonly DefinitionFault[] {
  const { bundle, items } = context.instrument
  return bundle.languages.flatMap((language) =>
    everyText(bundle.texts[language], '').flatMap(({ pointer, text }) =>
      Array.from(text.matchAll(/\$\{(\w+)\}|\{(\w+)\}/g)).flatMap(([whole, code, name]) => {
        const known = code === undefined ? contextNames.includes(name ?? '') : code === 'row' || items.has(code)
        return known
          ? []
          : [
              {
                rule: 'unknown-placeholder' as const,
                file: context.sources.texts[language]?.path ?? '',
                pointer,
                message: `${whole} stands for nothing.`,
                severity: 'fault' as const,
              },
            ]
      }),
    ),
  )
}

function everyText(node: unknown, pointer: string): readonly { pointer: string; text: string }[] {
  if (typeof node === 'string') return [{ pointer, text: node }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) => everyText(child, `${pointer}/${key}`))
}
