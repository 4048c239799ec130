import type { DescriptionFile } from './codebook.ts'
import { csv } from './csv.ts'
import { type DataFile, type ExportedResponse, headerOf, rowsOf } from './data-file.ts'

/** Counted as a file is written, for the manifest. */
export interface Tally {
  rows: number
}

/** A file of answers, as long as the responses last; one response is in memory at a time. */
export async function* dataFileText(
  file: DataFile,
  responses: AsyncIterable<ExportedResponse> | Iterable<ExportedResponse>,
  tally: Tally = { rows: 0 },
): AsyncGenerator<string> {
  yield csv([headerOf(file)])
  for await (const response of responses) {
    const rows = rowsOf(file, response)
    tally.rows += rows.length
    if (rows.length > 0) yield csv(rows)
  }
}

export function descriptionText({ rows }: DescriptionFile, tally: Tally = { rows: 0 }): string {
  tally.rows += rows.length - 1
  return csv(rows)
}
