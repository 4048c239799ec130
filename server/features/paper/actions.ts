import type { Transaction } from 'kysely'
import type { PaperFormat, Role } from '#contract'
import type { Context, Instrument } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import type { PaperDocument } from '../../exports/paper/document.ts'
import { paperOf } from '../../exports/paper/paper.ts'
import { problem } from '../../problems.ts'
import { getReceipt } from '../clearance/actions.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type Author, openResponse } from '../responses/actions.ts'
import { toAnswers } from '../responses/submission.ts'

export interface PaperRequest {
  readonly format: PaperFormat
  readonly language?: string | undefined
}

/** An instrument as it is handed out, for nobody in particular. */
export async function blankPaper(
  db: Transaction<Tables>,
  hash: string,
  { language }: PaperRequest,
): Promise<PaperDocument> {
  const instrument = await getOpenedInstrument(db, hash)
  return paperOf({ instrument, language: languageOf(instrument, language) })
}

/** A response as it stands at this moment; a copy that leaves the system is on record. */
export async function answeredPaper(
  unit: Unit,
  author: Author,
  { format, language }: PaperRequest,
): Promise<PaperDocument> {
  const response = await openResponse(unit.db, author, unit.actor.role as Role)
  const instrument = await getOpenedInstrument(unit.db, response.instrument)
  const cleared = response.state === 'submitted'
  const receipt = cleared ? await getReceipt(unit.db, author) : undefined
  const spoken = languageOf(instrument, language)
  const context: Context = {
    language: spoken,
    // what was cleared is read as it was on that day
    today: receipt?.submittedAt.slice(0, 10) ?? response.today,
    unit: response.unit,
    wave: response.wave,
  }
  unit.audit({
    action: 'paper.requested',
    study: author.study,
    response: author.response,
    detail: { format, language: spoken, state: response.state, revision: response.revision },
  })
  return paperOf({
    instrument,
    language: spoken,
    context,
    given: {
      answers: toAnswers(response.answers),
      standing: cleared ? 'cleared' : 'draft',
      synthetic: response.study.synthetic,
      ...(receipt !== undefined && { reference: receipt.reference }),
    },
  })
}

function languageOf({ bundle }: Instrument, asked: string | undefined): string {
  const language = asked ?? bundle.languages[0] ?? 'en'
  if (bundle.languages.includes(language)) return language
  const message = `${bundle.instrument} ${bundle.version} has no texts in “${language}”, only in ${bundle.languages.join(', ')}.`
  throw problem('invalid-request', message, [{ pointer: '?language', code: 'not_offered', message }])
}
