import type { Transaction } from 'kysely'
import { writeWorkbook } from '../../../instruments/exchange/workbook/write-workbook.ts'
import { writtenFrom } from '../../../instruments/exchange/workbook/written-workbook.ts'
import { writeXlsForm } from '../../../instruments/exchange/xlsform/write/write.ts'
import type { Tables } from '../../database/tables.ts'
import type { FileReply } from '../../http/file-reply.ts'
import { getInstrument } from './actions.ts'

/** A released instrument as a workbook that other programs can ask, and that `importQuestionnaire` reads back whole. */
export async function xlsFormOf(db: Transaction<Tables>, hash: string): Promise<FileReply> {
  const bundle = await getInstrument(db, hash)
  const { workbook } = writeXlsForm(bundle)
  return { name: `${bundle.instrument}-${bundle.version}-xlsform.xlsx`, content: writeWorkbook(writtenFrom(workbook)) }
}
