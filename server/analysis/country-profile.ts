import type { BaseReason, CountryProfile } from '#contract'
import { type Form, type FormItem, findItem, type Instrument, wordingOf } from '#engine'
import type { Consents } from './consent.ts'
import { consentFor } from './disclosure.ts'
import type { FrameUnit } from './outcome.ts'

export interface ProfileRequest {
  readonly instrument: Instrument
  readonly form: Form
  readonly language: string
  readonly unit: FrameUnit
  readonly consents: Consents
}

type ProfileSection = CountryProfile['sections'][number]
type ProfileItem = ProfileSection['items'][number]
type Row = NonNullable<ProfileItem['row']>

/** What one administration answered, in words, as far as it lets itself be named. */
export function profileOf(request: ProfileRequest): Pick<CountryProfile, 'sections' | 'disclosure'> {
  const sections = request.form.sections
    .filter((section) => section.relevant)
    .map((section) => ({
      section: section.section,
      title: section.title,
      items: section.groups
        .filter((group) => group.relevant)
        .flatMap((group) => group.items.flatMap((item) => profileItems(request, item))),
    }))
    .filter((section) => section.items.length > 0)
  const items = sections.flatMap((section) => section.items)
  return { sections, disclosure: items.some(({ missing }) => missing === 'withheld') ? [withheldSentence] : [] }
}

const withheldSentence =
  'Answers that the administration does not publish under its name, and items published in counts only, are shown as withheld.'

function profileItems(request: ProfileRequest, item: FormItem, row?: Row): readonly ProfileItem[] {
  const definition = findItem(request.instrument, item.item)
  if (!item.relevant || item.type === 'note' || definition === undefined) return []
  if (definition.publication === 'confidential') return []
  const consent = consentFor(request.consents, definition.section.code, request.unit)
  const mayBeNamed = definition.publication === 'public' && (consent ?? 'publish_named') === 'publish_named'
  const own = profileItem(request, item, row, mayBeNamed)
  // what a record is called is an answer too
  if (!mayBeNamed) return [own]
  const records = item.records.flatMap((record) =>
    record.items.flatMap((child) => profileItems(request, child, { code: record.row, label: record.label })),
  )
  const rowsAreGiven = item.definition.type === 'roster' && item.definition.rows !== undefined
  return rowsAreGiven ? records : [own, ...records]
}

function profileItem(request: ProfileRequest, item: FormItem, row: Row | undefined, named: boolean): ProfileItem {
  const missing = named ? reasonOf(item) : 'withheld'
  const definition = findItem(request.instrument, item.item)
  return {
    item: item.item,
    ...(row !== undefined && { row }),
    label: item.label,
    rq: [...(definition?.definition.rq ?? definition?.roster?.definition.rq ?? [])],
    inWords: missing === undefined ? item.inWords : reasonInWords(request, missing),
    ...(missing !== undefined && { missing }),
  }
}

const reasonOf = ({ answer, inWords }: FormItem): BaseReason | undefined => {
  if (answer !== undefined && 'missing' in answer) return answer.missing
  return inWords === '' ? 'no_answer' : undefined
}

const reasonInWords = ({ instrument, language }: ProfileRequest, reason: BaseReason): string =>
  wordingOf(instrument, language)
    .list('missing_reason')
    .find(({ code }) => code === reason)?.label ?? reason
