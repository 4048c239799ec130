import { type Answers, type KeyText, keyText } from '../answers/answer.ts'
import type { Context } from '../definition/context.ts'
import type { Group, Instrument, Item, Section } from '../definition/instrument.ts'
import { itemTypeOf } from '../items/index.ts'
import type { LabelledCode } from '../items/item-type.ts'
import { isExclusive } from '../items/multiple-choice.ts'
import { checkFindings, declarableOf, findingsOf } from './findings.ts'
import type { Finding, Form, FormColumn, FormGroup, FormItem, FormRecord, FormSection, Option } from './form.ts'
import type { Live, LiveItem } from './live.ts'
import { liveState } from './live-state.ts'
import { inWords, piped } from './piping.ts'
import { askedItems, progressOf, sumProgress } from './progress.ts'

/**
 * What an instrument means to a unit with these answers: the only code that decides relevance, validity,
 * piping, progress and what comes next. Pure and total: the same arguments give the same form, and no answer,
 * however wrong, makes it throw. Off-path answers are kept by the caller and count for nothing here.
 */
export function evaluate(instrument: Instrument, answers: Answers, context: Context): Form {
  const live = liveState(instrument, answers, context)
  const raised = checkFindings(live)
  const asked: FormItem[] = []
  const sections = instrument.sections.map((section) => formSection(live, section, raised, asked))
  const { texts, fallback } = live.wording
  return {
    title: piped(texts.instrument.title || fallback.instrument.title, live),
    introduction: piped(texts.instrument.introduction ?? fallback.instrument.introduction, live),
    definition: piped(texts.instrument.definition ?? fallback.instrument.definition, live),
    sections,
    progress: sumProgress(sections),
    findings: asked.flatMap((item) => item.findings),
  }
}

/** Adds the items it asks to `asked`. */
function formSection(live: Live, section: Section, raised: readonly Finding[], asked: FormItem[]): FormSection {
  const texts = live.wording.texts.sections[section.code] ?? live.wording.fallback.sections[section.code]
  const relevant = live.sectionRelevant(section)
  const groups = section.groups.map((group) => formGroup(live, group, section, raised))
  const own = relevant ? groups.flatMap((group) => askedItems(group.items)) : []
  asked.push(...own)
  const seconds = section.groups.flatMap((group) => group.items).reduce((sum, item) => sum + secondsOf(live, item), 0)
  return {
    section: section.code,
    title: piped(texts?.title, live),
    introduction: piped(texts?.introduction, live),
    body: piped(texts?.body, live),
    relevant,
    groups,
    progress: progressOf(own),
    minutes: Math.max(1, Math.round(seconds / 60)),
  }
}

function formGroup(live: Live, group: Group, section: Section, raised: readonly Finding[]): FormGroup {
  const texts = live.wording.texts.groups[group.code] ?? live.wording.fallback.groups[group.code]
  return {
    group: group.code,
    title: piped(texts?.title, live),
    introduction: piped(texts?.introduction, live),
    relevant: live.groupRelevant(group, section),
    items: group.items.map((item) => formItem(live, live.item(item), raised)),
  }
}

function formItem(live: Live, state: LiveItem, raised: readonly Finding[], rowLabel?: string): FormItem {
  const { item, row, answer, scope, relevant } = state
  const { definition } = item
  const key = keyText(row === undefined ? { item: item.code } : { item: item.code, row })
  const texts = live.wording.texts.items[item.code] ?? live.wording.fallback.items[item.code]
  const at = rowLabel === undefined ? { state } : { state, rowLabel }
  return {
    key,
    item: item.code,
    row,
    type: definition.type,
    definition,
    label: piped(texts?.label ?? item.code, live, at),
    hint: piped(texts?.hint, live, at),
    unit: scope.unit,
    relevant,
    required: state.required,
    answer,
    answered: relevant && (state.value !== undefined || state.declared !== undefined),
    inWords: relevant ? inWords(live, state) : '',
    declarable: declarableOf(live, state),
    options: asOptions(scope.options, scope.settings),
    rows: asOptions(scope.rows, scope.settings),
    columns: relevant ? formColumns(state) : [],
    records: definition.type === 'roster' ? formRecords(live, item, raised) : [],
    findings: withRaised(findingsOf(live, state, rowLabel), raised, key),
  }
}

function withRaised(own: readonly Finding[], raised: readonly Finding[], key: KeyText): readonly Finding[] {
  const here = raised.filter((finding) => finding.key === key)
  return here.length === 0 ? own : [...own, ...here]
}

function formRecords(live: Live, roster: Item, raised: readonly Finding[]): readonly FormRecord[] {
  return live.rows(roster).map(({ row, label }) => ({
    row,
    label,
    items: roster.children.map((child) => formItem(live, live.item(child, row), raised, label)),
  }))
}

function formColumns({ item, scope }: LiveItem): readonly FormColumn[] {
  return (item.sources.columns ?? [])
    .filter((column) => scope.liveColumns.has(column.column))
    .map((column) => ({
      column: column.column,
      label: scope.columnLabel(column.column),
      cell: column.cell,
      options: column.list === undefined ? [] : asOptions(scope.list(column.list), scope.settings),
    }))
}

const optionCache = new WeakMap<readonly LabelledCode[], readonly Option[]>()

/** Whole lists are shared between evaluations, so their options are made once. */
function asOptions(
  codes: readonly LabelledCode[],
  settings: { readonly exclusive?: readonly string[] },
): readonly Option[] {
  if (codes.length === 0) return noOptions
  const known = settings.exclusive === undefined ? optionCache.get(codes) : undefined
  if (known !== undefined) return known
  const options = codes.map((code) => ({
    code: code.code,
    label: code.label,
    note: code.note,
    exclusive: isExclusive(code, settings as never),
  }))
  if (settings.exclusive === undefined) optionCache.set(codes, options)
  return options
}

const noOptions: readonly Option[] = []

function secondsOf(live: Live, item: Item): number {
  const { relevant, scope } = live.item(item)
  return relevant ? itemTypeOf(item.definition).seconds(scope as never) : 0
}
