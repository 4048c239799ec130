import { type MessageKey, t } from '../text/text.svelte.ts'
import type { Finding, FormItem } from './engine.ts'
import { dateInWords, figure } from './words.ts'

/** A finding as a sentence; the instrument's own message wins. */
export function findingText(finding: Finding): string {
  if (finding.message !== undefined && finding.message !== '') return finding.message
  return t(keyOf(finding), worded(finding))
}

/** Range findings name one bound or both. */
function keyOf({ code, params }: Finding): MessageKey {
  if (code === 'check') return 'items.finding.check'
  if (code === 'number.range' || code === 'date.range') {
    if (params.min === undefined) return `items.finding.${code}_max`
    if (params.max === undefined) return `items.finding.${code}_min`
  }
  if (code === 'date.precision' && params.precision === 'month') return 'items.finding.date.precision_month'
  if (code === 'number.places' && params.places === 0) return 'items.number.not_whole'
  return `items.finding.${code}`
}

function worded({ code, params }: Finding): Readonly<Record<string, string | number>> {
  const word = (value: string | number): string | number => {
    if (code === 'date.range') return dateInWords(String(value))
    // counts stay numbers: the sentence chooses its plural by them
    return code === 'number.range' && typeof value === 'number' ? figure(value) : value
  }
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, word(value)]))
}

/** Where in a grid or a sum the finding points, in words. */
export function findingPlace(finding: Finding, item: FormItem): string {
  const label = (code: string | undefined, offered: readonly { code: string; label: string }[]) =>
    offered.find((option) => option.code === code)?.label
  const columns = item.columns.map((column) => ({ code: column.column, label: column.label }))
  return [label(finding.at?.row, [...item.rows, ...item.options]), label(finding.at?.column, columns)]
    .filter((place) => place !== undefined)
    .join(', ')
}

export const isError = ({ severity }: Finding): boolean => severity === 'blocker' || severity === 'error'
