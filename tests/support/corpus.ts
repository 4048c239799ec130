import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Workbook } from '../../instruments/exchange/workbook/workbook.ts'
import { textWorkbook } from './text-workbook.ts'

const folder = join(import.meta.dirname, '..', 'fixtures', 'xlsforms')

export interface CorpusForm {
  readonly name: string
  readonly path: string
  readonly text: string
  readonly workbook: Workbook
  /** What reading it must say: `imports` or `refused`, then one line for each notice. */
  readonly expected: readonly string[]
}

/** Every form of the corpus, by the files there are. */
export const corpus: readonly CorpusForm[] = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((file) => {
    const path = join(folder, file)
    const whole = readFileSync(path, 'utf8')
    const [text = '', expected = ''] = whole.split('\n## expected\n')
    return {
      name: file.replace('.md', ''),
      path,
      text,
      workbook: textWorkbook(text),
      expected: expected.split('\n').filter((line) => line !== ''),
    }
  })
