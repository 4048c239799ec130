import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readXlsForm } from '../../../instruments/exchange/xlsform/read.ts'
import { writeXlsForm } from '../../../instruments/exchange/xlsform/write/write.ts'
import { instruments } from './generated.ts'

const written = (workbook: ReturnType<typeof writeXlsForm>['workbook']) => {
  const { sources, notices } = readXlsForm(workbook, { file: 'back.xlsx' })
  expect(notices.filter(({ severity }) => severity !== 'noted')).toEqual([])
  if (sources === undefined) throw new Error('refused')
  const content = (file: { readonly content: unknown }) => file.content
  const {
    sections: _codes,
    checks = [],
    ...head
  } = content(sources.instrument) as { sections: unknown; checks?: unknown }
  return {
    ...head,
    checks,
    sections: sources.sections.map(content),
    codeLists: Object.fromEntries(
      sources.codeLists.map((file) => [(file.content as { list: string }).list, file.content]),
    ),
    texts: Object.fromEntries(
      Object.entries(sources.texts).map(([language, file]) => [
        language,
        { ...(file.content as object), codeLists: content(sources.codeListTexts[language] ?? { content: {} }) },
      ]),
    ),
  }
}

test('any instrument comes back from its workbook as it was', () => {
  fc.assert(
    fc.property(instruments, (bundle) => {
      expect(written(writeXlsForm(bundle).workbook)).toEqual(bundle)
    }),
    { numRuns: 200 },
  )
})
