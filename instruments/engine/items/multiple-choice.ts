import type { MultipleChoiceSettings } from '../definition/bundle.ts'
import type { Fault, ItemType, LabelledCode, Read } from './item-type.ts'
import { closedSeconds, hasCode, inListOrder, listInWords } from './options.ts'
import { fault, readFault, readOk } from './reading.ts'

/** Exclusive options come from the code list (`exclusive: true`) and from the item's own settings. */
export const isExclusive = (code: LabelledCode, settings: MultipleChoiceSettings): boolean =>
  code.exclusive === true || (settings.exclusive ?? []).includes(code.code)

export const multipleChoice: ItemType<'multiple_choice', readonly string[]> = {
  name: 'multiple_choice',
  measure: 'set',
  exposes: 'set',
  sources: (settings) => ({ options: settings }),
  read(raw, scope) {
    const read = readCodes(raw, scope.allOptions)
    return read.ok ? readOk(inListOrder(read.value, scope.allOptions)) : read
  },
  isBlank: (value) => value.length === 0,
  live: (value, scope) => value.filter((code) => hasCode(scope.options, code)),
  expose: (value) => ({ type: 'set', codes: value }),
  check(value, { settings, options }) {
    const faults: Fault[] = []
    const exclusive = options.filter((code) => isExclusive(code, settings)).map((code) => code.code)
    if (value.length > 1 && value.some((code) => exclusive.includes(code))) faults.push(fault('choice.exclusive'))
    if (settings.min !== undefined && value.length < settings.min)
      faults.push(fault('choice.too_few', { min: settings.min }))
    if (settings.max !== undefined && value.length > settings.max)
      faults.push(fault('choice.too_many', { max: settings.max }))
    return faults
  },
  open: () => [],
  inWords: (value, scope) => listInWords(value, scope.allOptions, scope.language),
  // MR-M: one 0/1 variable per option, valid for all options as soon as anything is chosen
  variables: (scope) =>
    scope.allOptions.map((option) => ({
      suffix: option.code,
      label: option.label,
      measure: 'nominal',
      codes: chosenCodes,
      part: { option: { code: option.code, label: option.label } },
    })),
  cells: (value, scope) => scope.allOptions.map((option) => (value.includes(option.code) ? 'chosen' : 'not_chosen')),
  carry(value, to) {
    const kept = value.filter((code) => hasCode(to.allOptions, code))
    return kept.length === value.length ? kept : undefined
  },
  seconds: () => closedSeconds,
  examples: [
    { name: 'several of a list', settings: { list: 'channel' }, value: ['social_network', 'blog'], valid: true },
    {
      name: 'an exclusive option with another',
      settings: { list: 'channel', also: ['none'], exclusive: ['none'] },
      value: ['blog', 'none'],
      valid: false,
    },
    { name: 'more than allowed', settings: { list: 'channel', max: 1 }, value: ['blog', 'wiki'], valid: false },
    { name: 'not a list', settings: { list: 'channel' }, value: 'blog', valid: false },
  ],
}

/** 0/1 as statistical files expect it of a multiple-response set. */
export const chosenCodes = [
  { code: 'not_chosen', label: 'Not chosen', value: 0 },
  { code: 'chosen', label: 'Chosen', value: 1 },
] as const

/** A list of codes of an offer, each once. */
export function readCodes(raw: unknown, offer: readonly LabelledCode[]): Read<readonly string[]> {
  if (!Array.isArray(raw)) return readFault('text.type')
  const faults: Fault[] = []
  for (const [at, code] of raw.entries()) {
    if (typeof code !== 'string') faults.push(fault('text.type', {}, `/${at}`))
    else if (!hasCode(offer, code)) faults.push(fault('choice.unknown', { got: code.slice(0, 80) }, `/${at}`))
    else if (raw.indexOf(code) !== at) faults.push(fault('choice.twice', { code }, `/${at}`))
    if (faults.length >= 200) break
  }
  return faults.length === 0 ? readOk(raw as string[]) : { ok: false, faults }
}
