import type { Imported } from '../foreign/imported.ts'
import { written } from '../foreign/questionnaire.ts'
import { unresearched } from '../foreign/unresearched.ts'
import { readJson } from '../json/read-json.ts'
import { collectNotices, type Notices } from '../notice.ts'
import { buildSources } from '../sources/build-sources.ts'
import type { HouseLists } from '../sources/draft.ts'
import { leaveOut, reportSetting } from './choices.ts'
import { type Element, elementOf, isNode } from './element.ts'
import { sectionsOf } from './pages.ts'
import { openSurvey, type Survey } from './survey.ts'

/**
 * A SurveyJS definition (JSON) → definition files. What has a counterpart is converted, everything else is told, with
 * its place. `file` is what people call the file. Total: whatever the bytes are, there is an answer.
 */
export function readSurveyJs(bytes: Uint8Array, file: string, house: HouseLists): Imported {
  const notices = collectNotices()
  const reading = readJson(bytes)
  if (!reading.ok) {
    const { code, line, column, pointer, message } = reading.fault
    notices.refuse(
      `json-${code}`,
      `line ${line}, column ${column}`,
      pointer === '' ? message : `${message} (${pointer})`,
    )
    return { notices: notices.all }
  }
  if (!isNode(reading.value)) {
    notices.refuse('not-a-survey', '', 'A SurveyJS definition is an object with pages or elements; this is not one.')
    return { notices: notices.all }
  }
  const root = reading.value
  const locale = typeof root.locale === 'string' && root.locale !== '' ? root.locale : 'en'
  const survey = openSurvey(notices, locale, namesIn(root), reading.lineOf)
  return {
    ...surveyOf(elementOf({ ...root, name: nameOf(file) }, survey, 'survey'), survey, file, house, notices),
    notices: notices.all,
  }
}

const nameOf = (file: string): string => (file.split('/').pop() ?? file).replace(/\.json$/i, '')

function surveyOf(
  root: Element,
  survey: Survey,
  file: string,
  house: HouseLists,
  notices: Notices,
): Pick<Imported, 'sources'> {
  const title = root.words('title') ?? { [survey.locale]: root.name }
  const introduction = root.words('description')
  declareVariables(root, survey)
  const pages = root.elements('pages')
  // a definition without pages is one page
  const loose = [...root.elements('elements'), ...root.elements('questions')]
  const page: Element = {
    ...elementOf({ name: 'page1' }, survey, 'page1'),
    elements: (key) => (key === 'elements' ? loose : []),
    words: (key) => (key === 'title' ? title : undefined),
  }
  const sections = sectionsOf(loose.length === 0 ? pages : [...pages, page], survey)
  root.take('locale')
  for (const key of [
    'triggers',
    'quiz',
    'completedHtmlOnCondition',
    'navigateToUrlOnCondition',
    'maxTimeToFinish',
    'maxTimeToFinishPage',
    'timeLimit',
    'timeLimitPerPage',
    'validators',
  ])
    reportSetting(root, survey, key)
  for (const key of root.rest()) leaveOut(root, survey, key)
  survey.report()
  if (sections.length === 0) {
    notices.refuse('no-questions', '', 'There is no question in this file that could be taken over.')
    return {}
  }
  const languages = [survey.locale, ...[...survey.languages].filter((language) => language !== survey.locale)]
  return {
    sources: buildSources(
      {
        file,
        name: root.name,
        languages,
        title,
        sections: unresearched(sections, notices),
        lists: survey.lists.all,
        places: root.places,
        ...(introduction && { introduction }),
      },
      house,
      notices,
    ),
  }
}

/** Values that are worked out for all of the survey: their formula stands wherever they are used. */
function declareVariables(root: Element, survey: Survey): void {
  for (const variable of root.elements('calculatedValues')) {
    survey.declareCalculation(variable.name, written(variable.take('expression')), variable.place)
    for (const key of variable.rest()) leaveOut(variable, survey, key)
  }
}

/** How many elements have each name; the whole file is looked through, whatever it is. */
function namesIn(root: unknown): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  const waiting: unknown[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (Array.isArray(node)) waiting.push(...node)
    else if (isNode(node)) {
      if (typeof node.name === 'string') names.set(node.name, (names.get(node.name) ?? 0) + 1)
      for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) waiting.push(child)
    }
  }
  return names
}
