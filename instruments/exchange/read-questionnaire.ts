import type { InstrumentSources } from '../engine/load/fault.ts'
import type { ImportNotice } from './notice.ts'
import type { HouseLists } from './sources/draft.ts'
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
 * called. Rejects with a WorkbookError for a file that is none of the formats, or not sound.
 */
export async function readQuestionnaire(file: QuestionnaireFile, house: HouseLists): Promise<ReadQuestionnaire> {
  const workbook = await readWorkbookInWorker(file.bytes)
  return { format: 'xlsform', ...readXlsForm(workbook, { file: file.name, house }) }
}
