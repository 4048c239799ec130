import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'

/** A questionnaire of three questions, for tests that are about everything else. */
export const smallBundle: Bundle = {
  instrument: 'small',
  version: '1.0.0',
  unit: 'administration',
  languages: ['en'],
  missing: ['dont_know', 'refused', 'not_applicable', 'not_available'],
  sections: [
    {
      section: 'A',
      publication: 'public',
      groups: [
        {
          group: 'A_basics',
          items: [
            { item: 'A01', type: 'yes_no', required: true, rq: ['RQ1.1'] },
            { item: 'A02', type: 'single_choice', list: 'asean_member', relevant: "A01 = 'yes'" },
            { item: 'A03', type: 'text', max: 200 },
          ],
        },
      ],
    },
  ],
  checks: [],
  codeLists: {
    asean_member: {
      list: 'asean_member',
      version: '1.0.0',
      codes: [
        {
          code: 'lao',
          iso2: 'LA',
          iso3: 'LAO',
          languages: ['lo-LA'],
          levels: ['l1_national', 'l2_province_state_region'],
        },
        { code: 'phl', iso2: 'PH', iso3: 'PHL', languages: ['fil-PH', 'en-PH'], levels: ['l1_national'] },
      ],
    },
  },
  texts: {
    en: {
      instrument: { title: 'Small questionnaire' },
      sections: { A: { title: 'Basics' } },
      groups: { A_basics: { title: 'Basics' } },
      items: {
        A01: { label: 'Does your administration use social media?' },
        A02: { label: 'Which member state do you learn most from?' },
        A03: { label: 'In your own words' },
      },
      checks: {},
      codeLists: { asean_member: { title: 'Member states', codes: { lao: 'Lao PDR', phl: 'Philippines' } } },
    },
  },
}

export const textOf = (bundle: Bundle): string => canonicalize(bundle) ?? ''
export const hashOf = (bundle: Bundle): string => createHash('sha256').update(textOf(bundle)).digest('hex')
