import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLimeSurvey } from '../../../instruments/exchange/limesurvey/read-limesurvey.ts'
import { readQuestionnaire } from '../../../instruments/exchange/read-questionnaire.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { fixture } from '../../support/imported.ts'

const house = await readHouseLists()
const read = (bytes: Uint8Array | string) => readLimeSurvey(Buffer.from(bytes as string), 'x.lss', house)
const survey = (inner: string) =>
  `<?xml version="1.0"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>${inner}</document>`

describe('files that are no survey are refused by name', () => {
  test.each([
    ['nothing', '', 'empty-file'],
    ['no XML', 'just words', 'damaged'],
    ['a file that is cut off', survey('<groups>').slice(0, -20), 'damaged'],
    ['a document type', `<!DOCTYPE document [<!ENTITY a "ha">]>${survey('')}`, 'xml-dtd'],
    [
      'entities that multiply',
      `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><document>&b;</document>`,
      'xml-dtd',
    ],
    ['an entity nobody knows', survey('&xxe;'), 'damaged'],
    ['elements in elements without end', '<a>'.repeat(100_000), 'damaged'],
    ['a text without end', `<document>${'a'.repeat(3_000_000)}`, 'text-too-long'],
    [
      'another kind of LimeSurvey file',
      '<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>',
      'not-a-survey',
    ],
    ['another kind of XML', '<svg/>', 'not-a-survey'],
    ['a survey without questions', survey(''), 'no-questions'],
  ])('%s', async (_, source, rule) => {
    const { sources, notices } = await read(source)
    expect(notices.filter(({ severity }) => severity === 'refused').map((notice) => notice.rule)).toEqual([rule])
    expect(sources).toBeUndefined()
  })

  test('bytes that are not UTF-8, and more of them than a survey has', async () => {
    expect((await read(Buffer.from([0x3c, 0xff]))).notices[0]?.rule).toBe('damaged')
    expect((await read(Buffer.alloc(30_000_001, ' '))).notices[0]?.rule).toBe('too-large-inflated')
  })

  test('a byte order mark is welcome', async () => {
    const bytes = Buffer.concat([Buffer.from('\uFEFF'), fixture('limesurvey/official-accounts.lss')])
    expect((await read(bytes)).sources).toBeDefined()
  })
})

describe('whatever a file holds, there is an answer', () => {
  test('rows that are missing, repeated or point nowhere', async () => {
    const text = fixture('limesurvey/evidence-and-budget.lss').toString()
    const rows = [...text.matchAll(/<row>[\s\S]*?<\/row>/g)].map(({ index, 0: row }) => ({ index, row }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(rows.length - 1), fc.constantFrom('gone', 'twice', 'empty')), { maxLength: 5 }),
        async (changes) => {
          let changed = text
          for (const [at, kind] of changes) {
            const { row = '' } = rows[at] ?? {}
            changed = changed.replace(row, () => (kind === 'gone' ? '' : kind === 'twice' ? row + row : '<row></row>'))
          }
          const { sources, notices } = await read(changed)
          expect(sources !== undefined || notices.length > 0).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('types and settings nobody wrote', async () => {
    const word = fc.oneof(
      fc.constantFrom('1', 'Y', 'L', 'M', 'F', ':', '1;2', 'constructor', '__proto__', '-oth-', '/x/'),
      fc.string({ maxLength: 5 }),
    )
    const safe = word.map((text) => text.replace(/[^\x20-\x7e]/g, '').replace(/[<&>]/g, ''))
    const settings = [
      'array_filter',
      'max_answers',
      'equals_num_value',
      'date_format',
      'date_min',
      'num_value_int_only',
      'min_num_value_n',
      'exclude_all_others',
      'em_validation_q',
      'hidden',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...'L!OMPRSTUNKQDFHABCE1:;X|*IYG5'),
        safe,
        safe,
        fc.constantFrom(...settings),
        safe,
        async (type, title, relevance, setting, value) => {
          const question = `<row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>${type}</type><title>${title}</title><relevance>${relevance}</relevance><preg>${value}</preg><other>Y</other><question>Q</question><language>en</language></row>`
          const sub = `<row><qid>2</qid><parent_qid>1</parent_qid><title>${value}</title><scale_id>1</scale_id></row><row><qid>3</qid><parent_qid>1</parent_qid><title>a</title><scale_id>0</scale_id></row>`
          const { sources, notices } = await read(
            survey(
              `<groups><rows><row><gid>1</gid><group_name>G</group_name></row></rows></groups><questions><rows>${question}</rows></questions><subquestions><rows>${sub}</rows></subquestions><answers><rows><row><qid>1</qid><code>${value}</code><answer>A</answer></row></rows></answers><question_attributes><rows><row><qid>1</qid><attribute>${setting}</attribute><value>${value}</value></row></rows></question_attributes>`,
            ),
          )
          expect(sources !== undefined || notices.length > 0).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('the format is known by the content', () => {
  test.each([
    ['limesurvey/official-accounts.lss', 'limesurvey'],
    ['surveyjs/matrices.json', 'surveyjs'],
  ])('%s', async (path, format) => {
    const read = await readQuestionnaire({ name: 'upload', bytes: fixture(path) }, house)
    expect([read.format, read.sources !== undefined]).toEqual([format, true])
  })

  test.each([
    ['<!DOCTYPE html><html></html>', 'not-a-workbook'],
    ['%PDF-1.7', 'not-a-workbook'],
    ['', 'empty-file'],
  ])('%j is none', async (content, code) => {
    await expect(readQuestionnaire({ name: 'upload', bytes: Buffer.from(content) }, house)).rejects.toMatchObject({
      code,
    })
  })
})
