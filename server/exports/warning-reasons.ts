import type { DataFile } from './data-file.ts'

const keys = ['study', 'wave', 'unit', 'iso3', 'reference', 'synthetic']

const columns: readonly (readonly [string, string])[] = [
  ['item', 'The question the warning is about, in the version of the response'],
  ['row', 'The record of a roster'],
  ['section', 'The section of the question'],
  ['warning', 'The check that warned, or the kind of finding'],
  ['message', 'What the questionnaire said'],
  ['reason', 'Why the answer stands, in the words of the administration'],
]

/** One row for each reason given, also when nobody gave one. */
export const warningReasonsFile: DataFile = {
  name: 'warning-reasons.csv',
  title: 'Why answers stand that raised a warning',
  variables: [],
  own: {
    header: [...keys, ...columns.map(([name]) => name)],
    meanings: columns,
    rows: ({ study, wave, unit, iso3, reference, synthetic, reasons = [] }) =>
      reasons.map(({ item, row = '', section, warning, message, reason }) => [
        ...[study, wave, unit, iso3, reference, synthetic ? 'yes' : 'no'],
        ...[item, row, section, warning, message, reason],
      ]),
  },
}
