import { openInstrument } from '#engine'
import type { Bundle } from '../../../instruments/engine/definition/bundle.ts'
import { smallInstrument } from '../../fixtures/instruments/small.ts'
import { contextOf } from '../../support/contributions.ts'
import { type CellEdits, excelFile } from '../../support/filled-files.ts'
import { hashOf } from '../../support/instrument.ts'
import type { Respondent } from '../../support/respondent.ts'

const english = smallInstrument.texts.en
if (english === undefined) throw new Error('the small questionnaire has no English texts')

/** The small questionnaire, with one question that belongs to a research question. */
export const bundle: Bundle = {
  ...smallInstrument,
  sections: smallInstrument.sections.map((section) => ({
    ...section,
    groups: section.groups.map((group) => ({
      ...group,
      items: group.items.map((item) => (item.item === 'A01' ? { ...item, rq: ['RQ1.1'] } : item)),
    })),
  })),
  codeLists: {
    ...smallInstrument.codeLists,
    research_question: { list: 'research_question', version: '1.0.0', codes: [{ code: 'rq11', label_code: 'RQ1.1' }] },
  },
  texts: {
    ...smallInstrument.texts,
    en: {
      ...english,
      codeLists: {
        ...english.codeLists,
        research_question: { title: 'Questions', codes: { rq11: 'Which practices?' } },
      },
    },
  },
}

const opened = openInstrument(bundle, hashOf(bundle))

/** The workbook as this person downloads it before anything is answered, filled in by somebody. */
export const filledIn = async (who: Respondent, edits: CellEdits): Promise<Buffer> =>
  excelFile(opened, {}, { context: await contextOf(who), edits })
