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
import type { OpenWave } from './open-wave.ts'
import { questionsOf, tableFor } from './questions.ts'
import { loadWave, type WaveData } from './wave-data.ts'

type Db = Transaction<Tables>

export { keptFor } from './kept.ts'
export { listWaves, type OpenWave, openWave, type WaveUnit } from './open-wave.ts'
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

/** What one administration answered, in words. */
export async function readCountry(db: Db, wave: OpenWave, code: string): Promise<CountryProfile> {
  const at = wave.frame.findIndex((unit) => unit.code === code)
  const unit = wave.frame[at]
  if (unit === undefined) throw problem('not-found', 'This wave does not ask an administration with this code.')
  const head = { wave: wave.summary, unit: { code, name: unit.name }, state: unit.state }
  const { submission } = unit
  if (submission === undefined) return { ...head, disclosure: [], sections: [] }
  const { language, consents, content } = await loadWave(db, wave)
  const sent = content(at)
  if (sent === undefined) throw new Error(`submission ${submission.reference} was not found`)
  // in the words of the version it was given on
  const { instrument } = sent
  const form = evaluate(instrument, sent.answers, sent.context)
  const { reference, sha256, submittedAt } = submission
  return {
    ...head,
    receipt: { reference, sha256, submittedAt },
    ...profileOf({ instrument, form, language, unit, consents }),
  }
}

/** Every finding of one research question, in the order the instrument asks. */
export async function readQuestion(db: Db, wave: OpenWave, rq: string): Promise<QuestionFindings> {
  const data = await loadWave(db, wave)
  const question = questionsOf(data).find((one) => one.rq === rq)
  if (question === undefined) throw problem('not-found', 'No item of this wave answers this research question.')
  const findings = question.items.map((item) => toFinding(wave, data, item))
  return { wave: wave.summary, rq, label: question.label, findings }
}

export async function readFinding(db: Db, wave: OpenWave, code: string): Promise<Finding> {
  const data = await loadWave(db, wave)
  const item = findItem(data.instrument, code)
  if (item === undefined || tableFor(data, item) === undefined) {
    throw problem('not-found', 'The instrument of this wave has no item with this code that can be counted.')
  }
  return toFinding(wave, data, item)
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
