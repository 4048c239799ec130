import { inside, openQuestionnaire, type Questionnaire } from '../foreign/questionnaire.ts'
import type { Notices } from '../notice.ts'
import type { Places, Words } from '../sources/draft.ts'
import { bareName, dialect } from './dialect.ts'
import type { Row, Tables } from './tables.ts'

/** A LimeSurvey survey, its rows put together. */
export interface Survey extends Questionnaire {
  readonly base: string
  readonly languages: readonly string[]
  readonly groups: readonly Group[]
  /** Words the file does not have, in its base language; numbers in all. */
  fixed(text: string): Words
}

export interface Group {
  readonly title: Words
  readonly description: Words
  readonly row: Row
  readonly questions: readonly Question[]
  readonly places: Places
}

export interface Question {
  /** LimeSurvey's code, such as `G01Q02`. */
  readonly name: string
  readonly type: string
  readonly row: Row
  readonly text: Words
  readonly help: Words
  readonly place: string
  readonly places: Places
  readonly subquestions: readonly Option[]
  readonly answers: readonly Option[]
  /** A setting, in any language or in none; looking at it counts as having dealt with it. */
  setting(name: string): string | undefined
  settingWords(name: string): Words | undefined
  /** Settings nobody looked at. */
  rest(): readonly string[]
}

export interface Option {
  readonly code: string
  readonly label: Words
  /** 0, or 1 for the second scale of arrays that have two. */
  readonly scale: number
}

/** `tables` as LimeSurvey 2 to 6 write them: translations in rows of their own, or in tables `…_l10ns`. */
export function openSurvey(tables: Tables, notices: Notices): Survey {
  const questionnaire = openQuestionnaire(notices, dialect, (name, question) =>
    /^(this|self|that)$/.test(bareName(name)) ? inside('this', question) : bareName(name),
  )
  const base = tables.rows('surveys')[0]?.language ?? tables.languages[0] ?? 'en'
  const languages = [base, ...tables.languages.filter((language) => language !== base)]
  const names = new Set(tables.rows('questions').map((row) => row.title ?? ''))
  const words: ReadWords = (rows, field, place) =>
    Object.fromEntries(
      rows.flatMap((row) => {
        const text = shown(questionnaire.plain(row[field] ?? '', place), names)
        return text === '' ? [] : [[row.language || base, text] as const]
      }),
    )
  const read = { tables, words }
  const groups = distinct(tables.rows('groups'), 'gid').sort(by('group_order'))
  return {
    ...questionnaire,
    base,
    languages,
    fixed: (text) => Object.fromEntries((/^\d+$/.test(text) ? languages : [base]).map((language) => [language, text])),
    groups: groups.map((row, at) => groupOf(row, `group ${at + 1}`, read)),
  }
}

type ReadWords = (rows: readonly Row[], field: string, place: string) => Words

interface Read {
  readonly tables: Tables
  readonly words: ReadWords
}

/** `{Q1.shown}` in a text shows the answer to Q1. */
const shown = (text: string, names: ReadonlySet<string>): string =>
  text.replace(/\{([A-Za-z][\w.]*)\}/g, (whole, name: string) => {
    const bare = bareName(name)
    return names.has(bare) ? `\${${bare}}` : whole
  })

/** Old versions repeat a row for each language; the first one stands for all. */
function distinct(rows: readonly Row[], key: string): Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const id = row[key] ?? ''
    if (seen.has(id)) return false
    seen.add(id)
    return true
  })
}

const by =
  (field: string) =>
  (a: Row, b: Row): number =>
    Number(a[field] ?? 0) - Number(b[field] ?? 0)

/** The rows of one thing in every language. */
const translations = ({ tables }: Read, table: string, key: string, id: string): readonly Row[] =>
  [
    ...tables.rows(table),
    ...tables.rows(`${table === 'subquestions' ? 'question' : table.replace(/s$/, '')}_l10ns`),
  ].filter((row) => row[key] === id)

function groupOf(row: Row, place: string, read: Read): Group {
  const gid = row.gid ?? ''
  const rows = translations(read, 'groups', 'gid', gid)
  const questions = distinct(read.tables.rows('questions'), 'qid')
    .filter((question) => question.gid === gid && (question.parent_qid ?? '0') === '0')
    .sort(by('question_order'))
  return {
    row,
    title: read.words(rows, 'group_name', place),
    description: read.words(rows, 'description', place),
    questions: questions.map((question) => questionOf(question, read)),
    places: { '': place },
  }
}

function questionOf(row: Row, read: Read): Question {
  const { tables, words } = read
  const qid = row.qid ?? ''
  const name = row.title ?? `Q${qid}`
  const place = `question ${name}`
  const rows = translations(read, 'questions', 'qid', qid)
  const settings = tables.rows('question_attributes').filter((setting) => setting.qid === qid)
  const taken = new Set<string>()
  const settingRows = (setting: string): readonly Row[] => {
    taken.add(setting)
    return settings.filter((one) => one.attribute === setting && (one.value ?? '').trim() !== '')
  }
  return {
    name,
    type: row.type ?? '',
    row,
    text: words(rows, 'question', place),
    help: words(rows, 'help', place),
    place,
    places: { '': place },
    subquestions: optionsOf(subquestionsOf(tables, qid), 'subquestions', 'qid', 'question', 'title', place, read),
    answers: optionsOf(answersOf(tables, qid), 'answers', 'aid', 'answer', 'code', place, read),
    setting: (setting) => settingRows(setting)[0]?.value?.trim(),
    settingWords: (setting) => {
      const found = words(settingRows(setting), 'value', place)
      return Object.keys(found).length === 0 ? undefined : found
    },
    rest: () => [
      ...new Set(
        settings
          .filter(({ attribute = '', value = '' }) => value.trim() !== '' && !taken.has(attribute))
          .map(({ attribute = '' }) => attribute),
      ),
    ],
  }
}

const subquestionsOf = (tables: Tables, qid: string): readonly Row[] =>
  distinct([...tables.rows('subquestions'), ...tables.rows('questions')], 'qid')
    .filter((row) => row.parent_qid === qid)
    .sort(by('question_order'))

/** Answers have no number of their own before version 4; their code and scale is what tells them apart. */
function answersOf(tables: Tables, qid: string): readonly Row[] {
  const rows = tables.rows('answers').filter((row) => row.qid === qid)
  const keyed = rows.map((row) => ({ ...row, key: `${row.scale_id ?? 0} ${row.code}` }))
  return distinct(keyed, 'key').sort(by('sortorder'))
}

function optionsOf(
  rows: readonly Row[],
  table: 'subquestions' | 'answers',
  key: 'qid' | 'aid',
  field: string,
  codeField: string,
  place: string,
  read: Read,
): readonly Option[] {
  return rows.map((row) => {
    const own = key in row ? translations(read, table, key, row[key] ?? '') : sameAnswer(read, row)
    const repeated = table === 'subquestions' ? translations(read, 'questions', key, row[key] ?? '') : []
    return {
      code: row[codeField] ?? '',
      label: read.words([...own, ...repeated], field, place),
      scale: Number(row.scale_id ?? 0),
    }
  })
}

const sameAnswer = ({ tables }: Read, { qid, code, scale_id: scale }: Row): readonly Row[] =>
  tables.rows('answers').filter((row) => row.qid === qid && row.code === code && row.scale_id === scale)
