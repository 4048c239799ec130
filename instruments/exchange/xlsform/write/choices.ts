import type { Bundle, Code, ItemDefinition } from '../../../engine/definition/bundle.ts'
import { parseExpression } from '../../../engine/expression/index.ts'
import { nodesOf } from '../../../engine/expression/references.ts'
import type { Standing } from '../standard/standing.ts'
import { type RowCells, worded, wordedOurs } from './rows.ts'
import { codesOf, inEach } from './survey.ts'

/** Every list of the instrument, and after them the lists that carry options of `common` beside their own. */
export function choiceRows(bundle: Bundle, standing: Standing): readonly RowCells[] {
  const filtered = filteredAttributes(bundle)
  return [
    ...Object.values(bundle.codeLists).flatMap(({ list, codes }) =>
      codes.map((code) => codeRow(list, code, filtered, bundle, standing)),
    ),
    ...Array.from(widened(bundle), ([name, source]) =>
      codesOf(source, bundle).map(({ code, label }) => ({
        list_name: name,
        name: code,
        ...plain(worded('label', label, standing)),
        'mufakat::of': source.list,
      })),
    ).flat(),
  ]

  /** Lists as items widen them, by the name they have on the sheet. */
  function widened(of: Bundle): ReadonlyMap<string, { readonly list: string; readonly also: readonly string[] }> {
    return new Map(
      allItems(of).flatMap((item) => {
        if (!('list' in item) || item.also === undefined) return []
        return [[standing.listName(item.list, item.also), { list: item.list, also: item.also }] as const]
      }),
    )
  }
}

const plain = (cells: RowCells): RowCells =>
  Object.fromEntries(Object.entries(cells).filter(([heading]) => !heading.startsWith('mufakat::')))

export const allItems = (bundle: Bundle): readonly ItemDefinition[] =>
  bundle.sections
    .flatMap((section) => section.groups.flatMap((group) => group.items))
    .flatMap((item) => [item, ...(item.type === 'roster' ? item.items : [])])

function codeRow(
  list: string,
  code: Code,
  filtered: ReadonlySet<string>,
  bundle: Bundle,
  standing: Standing,
): RowCells {
  const { code: name, ...attributes } = code
  const columns = Object.entries(attributes).filter(([key]) => filtered.has(key))
  const rest = Object.entries(attributes).filter(([key, value]) => !(filtered.has(key) && isPlain(value)))
  return {
    list_name: list,
    name,
    ...worded(
      'label',
      inEach(bundle, (texts) => texts.codeLists[list]?.codes[name]),
      standing,
    ),
    ...wordedOurs(
      'note',
      inEach(bundle, (texts) => texts.codeLists[list]?.notes?.[name]),
    ),
    ...Object.fromEntries(columns.map(([key, value]) => [key, Array.isArray(value) ? value.join(' ') : String(value)])),
    ...(rest.length > 0 && { 'mufakat::attributes': JSON.stringify(Object.fromEntries(rest)) }),
  }
}

/** A text that a cell gives back as it is. */
export const isPlain = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && value.trim().normalize('NFC') === value

/** Attributes that choice filters look at: columns of their own, so that other programs can look too. */
function filteredAttributes(bundle: Bundle): ReadonlySet<string> {
  return new Set(
    allItems(bundle).flatMap((item) => {
      const parsed = 'from' in item && item.from !== undefined ? parseExpression(item.from) : undefined
      if (!parsed?.ok) return []
      return nodesOf(parsed.expression).flatMap((node) => {
        const attribute = node.kind === 'call' && node.name === 'codes-where' ? node.args[1] : undefined
        return attribute?.kind === 'literal' ? [String(attribute.value)] : []
      })
    }),
  )
}
