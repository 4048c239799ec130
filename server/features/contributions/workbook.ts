import type { Role } from '#contract'
import { writeWorkbook } from '../../../instruments/exchange/workbook/write-workbook.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { answerWorkbook } from '../../exports/answer-workbook/answer-workbook.ts'
import { fileName } from '../../exports/file-name.ts'
import type { FileReply } from '../../http/file-reply.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type Author, openResponse, toAnswers } from '../responses/actions.ts'

/** The questionnaire with what stands, as a workbook; a copy that leaves the system is on record. */
export async function downloadWorkbook(unit: Unit, author: Author): Promise<FileReply> {
  const response = await openResponse(unit.db, author, unit.actor.role as Role)
  const instrument = await getOpenedInstrument(unit.db, response.instrument)
  const { today, unit: responding, wave, study, state, revision } = response
  const language = instrument.bundle.languages[0] ?? 'en'
  unit.audit({
    action: 'workbook.requested',
    study: author.study,
    response: author.response,
    detail: { language, state, revision },
  })
  const workbook = answerWorkbook({
    instrument,
    language,
    context: { language, today, unit: responding, wave },
    answers: toAnswers(response.answers),
    standing: state === 'submitted' ? 'cleared' : 'draft',
    synthetic: study.synthetic,
  })
  const { bundle } = instrument
  const parts = [bundle.instrument, responding.code, wave.code, language]
  return {
    name: fileName({ synthetic: study.synthetic, parts, extension: 'xlsx' }),
    content: writeWorkbook(workbook),
  }
}
