import type { Imported } from '../foreign/imported.ts'
import { unresearched } from '../foreign/unresearched.ts'
import { collectNotices, type Notices } from '../notice.ts'
import { buildSources } from '../sources/build-sources.ts'
import type { DraftSection, HouseLists, Words } from '../sources/draft.ts'
import { WorkbookError } from '../workbook/workbook-error.ts'
import { itemsOf, relevance } from './questions.ts'
import { openSurvey, type Survey } from './survey.ts'
import { readTables, type Tables } from './tables.ts'

/**
 * A LimeSurvey survey structure (.lss) → definition files. What has a counterpart is converted, everything else is
 * told, with its place. `file` is what people call the file. Whatever the bytes are, there is an answer.
 */
export async function readLimeSurvey(bytes: Uint8Array, file: string, house: HouseLists): Promise<Imported> {
  const notices = collectNotices()
  const tables = await readTables(bytes).catch((error: unknown) => {
    if (!(error instanceof WorkbookError)) throw error
    notices.refuse(error.code, error.place, error.message)
    return undefined
  })
  if (tables === undefined) return { notices: notices.all }
  if (tables.kind !== 'Survey') {
    const found = tables.kind === '' ? 'The file does not say so' : `It is a «${tables.kind}» of LimeSurvey`
    notices.refuse(
      'not-a-survey',
      '',
      `This is not the structure of a LimeSurvey survey. ${found}; export the survey as .lss.`,
    )
    return { notices: notices.all }
  }
  const survey = openSurvey(tables, notices)
  const sections = sectionsOf(survey)
  const { title, introduction } = titles(tables, survey)
  reportTables(tables, notices)
  survey.report()
  if (sections.length === 0) {
    notices.refuse('no-questions', '', 'There is no question in this file that could be taken over.')
    return { notices: notices.all }
  }
  const name = (file.split('/').pop() ?? file).replace(/\.lss$/i, '')
  const draft = {
    file,
    name,
    languages: survey.languages,
    title,
    sections: unresearched(sections, notices),
    lists: survey.lists.all,
    places: { '': 'survey' },
  }
  return {
    sources: buildSources({ ...draft, ...(introduction && { introduction }) }, house, notices),
    notices: notices.all,
  }
}

/** A group is a section with one page. */
function sectionsOf(survey: Survey): readonly DraftSection[] {
  const later: (() => void)[] = []
  const read = survey.groups.map((group) => ({
    group,
    items: group.questions.flatMap((question) => itemsOf(question, survey, later)),
  }))
  for (const run of later) run()
  return read.flatMap(({ group, items }, at) => {
    const { title, description, places, row } = group
    const relevant = relevance(row.grelevance, places[''] ?? '', survey)
    if ((row.randomization_group ?? '') !== '') survey.leaveOut('randomization_group', places[''] ?? '')
    if (items.length === 0) {
      survey.notices.note('group-empty', places[''] ?? '', 'A group without questions was left out.')
      return []
    }
    const name = `G${at + 1}`
    const section: DraftSection = {
      name,
      title,
      places,
      groups: [{ name, title, items, places }],
      ...(Object.keys(description).length > 0 && { introduction: description }),
      ...(relevant && { relevant }),
    }
    return [section]
  })
}

function titles(tables: Tables, survey: Survey): { readonly title: Words; readonly introduction?: Words } {
  const words = (field: string): Words =>
    Object.fromEntries(
      tables.rows('surveys_languagesettings').flatMap((row) => {
        const text = survey.plain(row[field] ?? '', 'survey')
        return text === '' ? [] : [[row.surveyls_language || survey.base, text] as const]
      }),
    )
  const [description, welcome, end] = ['surveyls_description', 'surveyls_welcometext', 'surveyls_endtext'].map(words)
  if (end !== undefined && Object.keys(end).length > 0)
    survey.notices.change('text-left-out', 'survey', 'The text at the end of the survey was left out.')
  const introduction = Object.keys(welcome ?? {}).length > 0 ? welcome : description
  if (introduction === welcome && Object.keys(description ?? {}).length > 0)
    survey.notices.change(
      'text-left-out',
      'survey',
      'The description was left out; the welcome text introduces the questionnaire.',
    )
  return {
    title: words('surveyls_title'),
    ...(introduction && Object.keys(introduction).length > 0 && { introduction }),
  }
}

/** What an .lss holds beside questions. */
const besides: Readonly<Record<string, string>> = {
  conditions: 'conditions of old versions; what they say stands in the relevance of the questions',
  defaultvalues: 'answers given beforehand: respondents answer themselves here',
  defaultvalue_l10ns: 'answers given beforehand, in words',
  quota: 'quotas: every unit is invited by name here',
  quota_members: 'members of quotas',
  quota_languagesettings: 'texts of quotas',
  assessments: 'scores',
  survey_urlparameters: 'parameters of addresses',
}

function reportTables(tables: Tables, notices: Notices): void {
  for (const [table, what] of Object.entries(besides)) {
    const count = tables.rows(table).length
    if (count > 0) notices.change('table-left-out', `table ${table}`, `${count} rows were left out: ${what}.`)
  }
  if (tables.rows('surveys').length > 0)
    notices.note(
      'settings-left-out',
      'table surveys',
      'Settings of the survey (access, messages, presentation) were left out; a wave has its own here.',
    )
}
