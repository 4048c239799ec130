import { expect, test } from 'vitest'
import { plainLabel } from '../../server/analysis/plain-label.ts'

const wave = { title: 'Wave 2026', year: 2026, referenceFrom: '2025-07-01', referenceTo: '2026-06-30' }

test.each([
  ['Status of the framework', 'Status of the framework'],
  ['Title of the example: ${row}', 'Title of the example'],
  ['Title: ${row} – Law', 'Title – Law'],
  ['${row} in brief', 'in brief'],
  ['Bodies in {administration}', 'Bodies in the administration'],
  ['In {reference_period}, wave {wave_year}', 'In 2025-07-01 – 2026-06-30, wave 2026'],
  ['A {thing} nobody knows', 'A {thing} nobody knows'],
])('%s', (label, plain) => expect(plainLabel(label, wave)).toBe(plain))
