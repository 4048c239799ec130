import type { InstrumentSources } from '../engine/load/fault.ts'
import { readLimeSurvey } from './limesurvey/read-limesurvey.ts'
import type { ImportNotice } from './notice.ts'
import type { HouseLists } from './sources/draft.ts'
import { readSurveyJs } from './surveyjs/read-surveyjs.ts'
import { readWorkbookInWorker } from './workbook/read-in-worker.ts'
import { readXlsForm } from './xlsform/read.ts'

export type QuestionnaireFormat = 'xlsform' | 'limesurvey' | 'surveyjs'

export interface ReadQuestionnaire {
  readonly format: QuestionnaireFormat
  /** Absent as soon as anything was refused. */
  readonly sources?: InstrumentSources
  readonly notices: readonly ImportNotice[]
}

export interface QuestionnaireFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * A questionnaire written elsewhere → definition files. The format is known by the content, whatever the file is
 * called. Rejects with a WorkbookError for a file that is none of the formats, or not a sound workbook.
 */
export async function readQuestionnaire(file: QuestionnaireFile, house: HouseLists): Promise<ReadQuestionnaire> {
  const { name, bytes } = file
  const start = firstCharacter(bytes)
  if (start === '{' || start === '[') return { format: 'surveyjs', ...readSurveyJs(bytes, name, house) }
  if (start === '<' && !isWebPage(bytes)) return { format: 'limesurvey', ...(await readLimeSurvey(bytes, name, house)) }
  const workbook = await readWorkbookInWorker(bytes)
  return { format: 'xlsform', ...readXlsForm(workbook, { file: name, house }) }
}

const beginning = (bytes: Uint8Array): string =>
  new TextDecoder()
    .decode(bytes.subarray(0, 500))
    .replace(/^\uFEFF/, '')
    .trimStart()

const firstCharacter = (bytes: Uint8Array): string => beginning(bytes).charAt(0)

const isWebPage = (bytes: Uint8Array): boolean => /^<(!doctype\s+html|html|head|body|table)\b/i.test(beginning(bytes))
