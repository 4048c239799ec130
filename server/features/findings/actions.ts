import type { Transaction } from 'kysely'
import type { CountryProfile, Coverage, Finding, QuestionFindings } from '#contract'
import { evaluate, findItem, type Item, wordingOf } from '#engine'
import { profileOf } from '../../analysis/country-profile.ts'
import { coverageCells, coveredItems } from '../../analysis/coverage.ts'
import { itemFinding } from '../../analysis/item-finding.ts'
import { plainLabel } from '../../analysis/plain-label.ts'
import type { Tables } from '../../database/tables.ts'
import { fileName } from '../../exports/file-name.ts'
import { findingCsv } from '../../exports/finding-csv.ts'
import { problem } from '../../problems.ts'
import { type FindRenderings, renderingsBeside } from '../renderings/beside.ts'
import type { OpenWave } from './open-wave.ts'
import { questionsOf, tableFor } from './questions.ts'
import { loadWave, type WaveData } from './wave-data.ts'
import { findingWithRenderings, profileWithRenderings } from './with-renderings.ts'

type Db = Transaction<Tables>

export { keptFor } from './kept.ts'
export { listWaves, type OpenWave, openWave, type WaveUnit } from './open-wave.ts'
export type { SubmittedContent } from './submitted-content.ts'
export { openVersions, plainVariables, readSubmissions } from './wave-data.ts'

/** Country by research question: what has been answered. */
export async function readCoverage(db: Db, wave: OpenWave): Promise<Coverage> {
  const data = await loadWave(db, wave)
  const items = [data.main, ...Object.values(data.rosters)].flatMap(coveredItems)
  const questions = questionsOf(data).map(({ rq, label }) => ({
    rq,
    label,
    items: items.filter((item) => item.rq.includes(rq)).length,
  }))
  const cells = coverageCells(
    items,
    questions.map(({ rq }) => rq),
    wave.frame,
  )
  return {
    wave: wave.summary,
    questions,
    units: wave.frame.map(({ code, name, state, submission }, at) => ({
      unit: { code, name },
      state,
      ...(submission !== undefined && { submittedAt: submission.submittedAt }),
      cells: [...(cells[at] ?? [])],
    })),
  }
}

/** One administration of a wave; what it sent in and what that means, once it has. */
export async function openCountry(db: Db, wave: OpenWave, code: string) {
  const at = wave.frame.findIndex((unit) => unit.code === code)
  const unit = wave.frame[at]
  if (unit === undefined) throw problem('not-found', 'This wave does not ask an administration with this code.')
  const { submission } = unit
  if (submission === undefined) return { unit, sent: undefined }
  const { language, consents, content } = await loadWave(db, wave)
  const sent = content(at)
  if (sent === undefined) throw new Error(`submission ${submission.reference} was not found`)
  // in the words of the version it was given on
  const form = evaluate(sent.instrument, sent.answers, sent.context)
  return { unit, submission, sent, form, language, consents }
}

/** What one administration answered, in words. */
export async function readCountry(db: Db, wave: OpenWave, code: string): Promise<CountryProfile> {
  const country = await openCountry(db, wave, code)
  const { unit, sent } = country
  const head = { wave: wave.summary, unit: { code, name: unit.name }, state: unit.state }
  if (sent === undefined) return { ...head, disclosure: [], sections: [] }
  const { reference, sha256, submittedAt, response } = country.submission
  const profile = profileOf({ ...country, instrument: sent.instrument })
  const find = await renderingsBeside(db, wave.study.id, [{ unit: code, response, renderings: sent.renderings }])
  return { ...head, receipt: { reference, sha256, submittedAt }, ...profileWithRenderings(profile, code, find) }
}

/** Every finding of one research question, in the order the instrument asks. */
export async function readQuestion(db: Db, wave: OpenWave, rq: string): Promise<QuestionFindings> {
  const data = await loadWave(db, wave)
  const question = questionsOf(data).find((one) => one.rq === rq)
  if (question === undefined) throw problem('not-found', 'No item of this wave answers this research question.')
  const find = await renderingsIn(db, wave, data)
  const findings = question.items.map((item) => findingWithRenderings(toFinding(wave, data, item), find))
  return { wave: wave.summary, rq, label: question.label, findings }
}

export async function readFinding(db: Db, wave: OpenWave, code: string): Promise<Finding> {
  const data = await loadWave(db, wave)
  const item = findItem(data.instrument, code)
  if (item === undefined || tableFor(data, item) === undefined) {
    throw problem('not-found', 'The instrument of this wave has no item with this code that can be counted.')
  }
  return findingWithRenderings(toFinding(wave, data, item), await renderingsIn(db, wave, data))
}

/** Exactly the numbers of one finding. */
export async function readNumbers(db: Db, wave: OpenWave, code: string): Promise<{ name: string; content: string }> {
  const finding = await readFinding(db, wave, code)
  const { synthetic, code: waveCode } = wave.summary
  return {
    name: fileName({ synthetic, parts: [wave.study.code, waveCode, finding.item, 'numbers'], extension: 'csv' }),
    content: findingCsv(finding),
  }
}

function toFinding(wave: OpenWave, data: WaveData, item: Item): Finding {
  const { instrument, language, consents } = data
  const found = tableFor(data, item)
  if (found === undefined) throw problem('not-found')
  const { texts, fallback } = wordingOf(instrument, language)
  const { id, code, title, synthetic } = wave.summary
  const label = (texts.items[item.code] ?? fallback.items[item.code])?.label ?? item.code
  return {
    ...itemFinding({
      item,
      label: plainLabel(label, { ...wave.summary, year: wave.year }),
      ...found,
      frame: wave.frame,
      consents,
    }),
    wave: { id, code, title },
    instrument: wave.summary.instrument,
    synthetic,
  }
}

const renderingsIn = (db: Db, wave: OpenWave, data: WaveData): Promise<FindRenderings> =>
  renderingsBeside(
    db,
    wave.study.id,
    wave.frame.flatMap(({ code, submission }, at) =>
      submission === undefined
        ? []
        : [{ unit: code, response: submission.response, renderings: data.content(at)?.renderings }],
    ),
  )
