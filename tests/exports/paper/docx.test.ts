import { SaxesParser } from 'saxes'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Instrument, openInstrument } from '#engine'
import { longestTag, markedTag, paperProperties, wholeTag } from '../../../instruments/exchange/answers/answer-tags.ts'
import national from '../../../instruments/released/nat@1.0.0.json' with { type: 'json' }
import type { PaperDocument } from '../../../server/exports/paper/document.ts'
import { writeDocx } from '../../../server/exports/paper/docx/document.ts'
import { paperOf } from '../../../server/exports/paper/paper.ts'
import { scriptSample } from '../../fixtures/instruments/scripts.ts'
import { philippineAnswers } from '../../fixtures/responses/philippines.ts'
import { instrumentOf } from '../../support/definitions.ts'
import { readPackage } from '../../support/package.ts'
import { philippines } from '../../support/scenario.ts'
import { everyAnswer, everyType } from './every-type.ts'
import { holesOf, itemsOf } from './sketch.ts'

const nat = openInstrument(national as unknown as Instrument['bundle'], 'b'.repeat(64))

interface WordFile {
  readonly parts: ReadonlyMap<string, string>
  readonly body: string
  /** As they stand in the controls. */
  readonly kept: readonly string[]
  /** As they were meant. */
  readonly tags: readonly string[]
  whole(kept: string): string | undefined
  readonly properties: ReadonlyMap<string, string>
}

/** Opens what was written, and refuses XML that is not well-formed. */
async function open(paper: PaperDocument): Promise<WordFile> {
  const parts = await readPackage(await writeDocx(paper))
  for (const [name, text] of parts)
    if (/\.(xml|rels)$/.test(name)) new SaxesParser({ xmlns: true, fileName: name }).write(text).close()
  const body = parts.get('word/document.xml') ?? ''
  const custom = parts.get('docProps/custom.xml') ?? ''
  const properties = new Map(
    Array.from(custom.matchAll(/name="([^"]*)"><vt:lpwstr>([^<]*)</g), ([, name = '', value = '']) => [name, value]),
  )
  const long = new Map(Array.from(properties, ([name, value]) => [name.replace(paperProperties.longTag, ''), value]))
  const kept = Array.from(body.matchAll(/<w:tag w:val="([^"]*)"/g), ([, tag = '']) => tag)
  return {
    parts,
    body,
    properties,
    kept,
    tags: kept.map((tag) => wholeTag(tag, long) ?? ''),
    whole: (tag) => wholeTag(tag, long),
  }
}

const textIn = (xml: string): string => Array.from(xml.matchAll(/<w:t[^>]*>([^<]*)</g), ([, text]) => text).join('')

const answered = (instrument: Instrument, answers: Parameters<typeof paperOf>[0]['given']): PaperDocument =>
  paperOf({ instrument, language: 'en', context: philippines, ...(answers !== undefined && { given: answers }) })

describe.each<[string, () => PaperDocument]>([
  ['every item type, blank', () => paperOf({ instrument: everyType, language: 'en' })],
  [
    'every item type, answered',
    () => answered(everyType, { answers: everyAnswer, standing: 'draft', synthetic: false }),
  ],
  ['the national questionnaire, blank', () => paperOf({ instrument: nat, language: 'en' })],
  [
    'the national questionnaire, answered',
    () => answered(nat, { answers: philippineAnswers, standing: 'cleared', synthetic: true }),
  ],
])('%s', (_name, make) => {
  let paper: PaperDocument
  let file: WordFile
  beforeAll(async () => {
    paper = make()
    file = await open(paper)
  })

  test('has a control for every hole of the paper, once', () => {
    expect(file.tags.toSorted()).toEqual(
      holesOf(paper)
        .map(({ tag }) => tag)
        .toSorted(),
    )
    const ids = Array.from(file.body.matchAll(/<w:id w:val="(\d+)"/g), ([, id]) => id)
    expect(new Set(ids).size).toBe(file.tags.length)
  })

  test('marks every control with its tag for programs that drop tags', () => {
    const pieces = file.body.split('<w:sdt>')
    const marks = pieces.slice(1).map((piece, at) => {
      const mark = pieces[at]?.slice(pieces[at].lastIndexOf('<w:r>')) ?? ''
      const tag = /<w:tag w:val="([^"]*)"/.exec(piece)?.[1] ?? ''
      return [mark.includes('<w:vanish/>') ? markedTag(textIn(mark)) : undefined, file.whole(tag)]
    })
    expect(marks.length).toBe(file.tags.length)
    expect(marks.filter(([mark, tag]) => mark !== tag)).toEqual([])
  })

  test('shows the code of every item', () => {
    const text = textIn(file.body)
    expect(itemsOf(paper).filter(({ code }) => !text.includes(code))).toEqual([])
  })

  test('ticks what is chosen, and nothing else', () => {
    const ticked = file.body
      .split('<w:sdt>')
      .filter((piece) => piece.includes('<w14:checked w14:val="1"/>'))
      .map((piece) => file.whole(/<w:tag w:val="([^"]*)"/.exec(piece)?.[1] ?? '') ?? '')
    const chosen = holesOf(paper).flatMap(({ tag, filled }) => (filled === 'x' ? [tag] : []))
    expect(ticked.toSorted()).toEqual(chosen.toSorted())
  })
})

test('header and footer are those the body names', async () => {
  const { parts, body } = await open(paperOf({ instrument: everyType, language: 'en' }))
  const related = parts.get('word/_rels/document.xml.rels') ?? ''
  for (const kind of ['header', 'footer']) {
    const id = new RegExp(`<w:${kind}Reference w:type="default" r:id="(rId\\d+)"`).exec(body)?.[1]
    expect(related).toMatch(new RegExp(`Id="${id}"[^>]*relationships/${kind}"|relationships/${kind}"[^>]*Id="${id}"`))
  }
})

test('tables have header rows and captions, the document a title and a language', async () => {
  const { parts, body } = await open(paperOf({ instrument: everyType, language: 'en' }))
  expect(body.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThanOrEqual(3)
  expect(body).toContain('<w:tblCaption w:val="T_grid About T_grid"/>')
  for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3'])
    expect(body).toContain(`<w:pStyle w:val="${style}"/>`)
  expect(parts.get('docProps/core.xml')).toContain('<dc:title>Every item type</dc:title>')
  expect(parts.get('word/styles.xml')).toMatch(/<w:lang [^>]*w:val="en-GB"/)
})

test.each([
  ['draft', false, 'DRAFT: not cleared', 'DRAFT'],
  ['cleared', false, 'CLEARED', 'CLEARED'],
  ['draft', true, 'DRAFT: not cleared · MADE-UP ANSWERS', 'DRAFT'],
] as const)('%s (made up: %s) stands above every page and behind it', async (standing, synthetic, header, mark) => {
  const { parts, properties } = await open(answered(everyType, { answers: {}, standing, synthetic }))
  const above = parts.get('word/header1.xml') ?? ''
  expect(textIn(above)).toContain(header)
  expect(above).toContain(`string="${mark}"`)
  expect(textIn(parts.get('word/footer1.xml') ?? '')).toContain(`EVERY 1.0.0  ${'e'.repeat(64)}`)
  expect(properties.get(paperProperties.standing)).toBe(standing)
  expect(properties.get(paperProperties.unit)).toBe('phl')
})

test('says which instrument it is a copy of, and in which language', async () => {
  const { properties } = await open(
    paperOf({ instrument: openInstrument(scriptSample('km'), 'a'.repeat(64)), language: 'km' }),
  )
  expect(Object.fromEntries(properties)).toEqual({
    'mufakat.format': 'mufakat-paper/1',
    'mufakat.instrument': 'SAMPLE',
    'mufakat.version': '1.0.0',
    'mufakat.hash': 'a'.repeat(64),
    'mufakat.language': 'km',
    'mufakat.standing': 'blank',
  })
})

test('a tag that is too long for Word is kept whole in the properties', async () => {
  const item = 'A'.padEnd(32, 'b')
  const code = 'c'.padEnd(32, 'd')
  const long = instrumentOf(
    [{ item, type: 'roster', items: [{ item: `${item.slice(0, -1)}x`, type: 'single_choice', list: 'long' }] }],
    {
      long: [code],
    },
  )
  const paper = paperOf({ instrument: long, language: 'en' })
  const { kept, tags } = await open(paper)
  expect(kept.filter((tag) => tag.length > longestTag)).toEqual([])
  expect(kept.some((tag) => tag.startsWith('~'))).toBe(true)
  expect(tags.toSorted()).toEqual(
    holesOf(paper)
      .map(({ tag }) => tag)
      .toSorted(),
  )
})

test.each([
  ['km', 'Khmer UI', 'km-KH'],
  ['my', 'Myanmar Text', 'my-MM'],
  ['th', 'Leelawadee UI', 'th-TH'],
] as const)('%s has its font, its language, and sizes for complex scripts', async (language, font, region) => {
  const { body, parts } = await open(
    paperOf({ instrument: openInstrument(scriptSample(language), 'a'.repeat(64)), language }),
  )
  const runs = Array.from(body.matchAll(/<w:r>.*?<\/w:r>/gs), ([run]) => run).filter((run) =>
    /[\u0e00-\u17ff]/.test(textIn(run)),
  )
  expect(runs.length).toBeGreaterThan(20)
  for (const run of runs) {
    expect(run).toContain(`w:cs="${font}"`)
    expect(run).toContain(`w:bidi="${region}"`)
  }
  expect(body.match(/<w:sz w:val/g)?.length).toBe(body.match(/<w:szCs w:val/g)?.length)
  expect(parts.get('word/styles.xml')).toContain('w:szCs')
})

test('answers keep their letters as they were typed; texts of the instrument show Word where words end', async () => {
  const { body } = await open(
    answered(everyType, {
      answers: { T_text: { value: 'ក្រសួងប្រៃសណីយ៍ & <b>"២០២៦"</b>' } },
      standing: 'draft',
      synthetic: false,
    }),
  )
  expect(body).toContain('ក្រសួងប្រៃសណីយ៍ &amp; ')
  expect(textIn(body)).toContain('&lt;b&gt;&quot;២០២៦&quot;&lt;/b&gt;')
  const khmer = await open(paperOf({ instrument: openInstrument(scriptSample('km'), 'a'.repeat(64)), language: 'km' }))
  expect(textIn(khmer.body)).toContain('\u200b')
})
