import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { type Instrument, openInstrument } from '#engine'
import type { PaperDocument } from '../../../server/exports/paper/document.ts'
import { fontsFor } from '../../../server/exports/paper/html/fonts.ts'
import { writePage } from '../../../server/exports/paper/html/page.ts'
import { paperOf } from '../../../server/exports/paper/paper.ts'
import { spokenIn } from '../../../server/exports/paper/scripts.ts'
import { phrases, sampleLanguages, scriptSample } from '../../fixtures/instruments/scripts.ts'
import { philippines } from '../../support/scenario.ts'
import { everyAnswer, everyType } from './every-type.ts'
import { itemsOf } from './sketch.ts'

const noFont = () => 'AAAA'
const htmlOf = (paper: PaperDocument): string => writePage(paper, noFont).html
const sample = (language: (typeof sampleLanguages)[number]): Instrument =>
  openInstrument(scriptSample(language), 'a'.repeat(64))
const answered = (standing: 'draft' | 'cleared', synthetic = false): PaperDocument =>
  paperOf({
    instrument: everyType,
    language: 'en',
    context: philippines,
    given: { answers: everyAnswer, standing, synthetic },
  })

interface Seen {
  readonly tags: readonly string[]
  /** Texts with the language they are in, by the nearest element that says one. */
  readonly texts: readonly { readonly text: string; readonly lang: string }[]
}

/** The body read as XML, which all of it but empty elements is; a tag left open or a sign not escaped fails. */
function seen(html: string): Seen {
  const body = html
    .slice(html.indexOf('<body'), html.indexOf('</html>'))
    .replaceAll('<br>', '<br/>')
    .replace(/<col class="(\w+)">/g, '<col class="$1"/>')
  const parser = new SaxesParser()
  const tags: string[] = []
  const languages = [/<html lang="([^"]+)"/.exec(html)?.[1] ?? '']
  const texts: { text: string; lang: string }[] = []
  parser.on('opentag', ({ name, attributes }) => {
    tags.push(name)
    languages.push(attributes.lang ?? languages.at(-1) ?? '')
  })
  parser.on('closetag', () => void languages.pop())
  parser.on('text', (text) => void texts.push({ text, lang: languages.at(-1) ?? '' }))
  parser.write(body).close()
  return { tags, texts }
}

describe.each(sampleLanguages)('a page in %s', (language) => {
  const paper = paperOf({ instrument: sample(language), language })
  const { texts } = seen(htmlOf(paper))

  test('holds every phrase as it was written, said to be in its language', () => {
    const said = texts.filter(({ lang }) => lang === language).map(({ text }) => text)
    const lost = Object.values(phrases[language])
      .flat()
      .filter((phrase) => !said.some((text) => text.includes(phrase)))
    expect(lost).toEqual([])
  })

  test('says of its English words that they are English', () => {
    const english = texts.filter(({ text }) => /Choose all that apply|No answer\?|How to fill in/.test(text))
    expect(english.length).toBeGreaterThan(3)
    expect(english.filter(({ lang }) => lang !== 'en')).toEqual([])
  })

  test('brings the fonts of its script and no others', () => {
    const families = new Set(fontsFor(htmlOf(paper)).map(({ family }) => family))
    const scripts = { km: 'Khmer', my: 'Myanmar', th: 'Thai', lo: 'Lao', ta: 'Tamil', vi: undefined }
    const own = scripts[language] === undefined ? [] : [`Noto Sans ${scripts[language]}`]
    expect([...families]).toEqual(['Noto Sans', ...own])
  })
})

describe('a page is what it looks like', () => {
  const html = htmlOf(paperOf({ instrument: everyType, language: 'en' }))
  const { tags, texts } = seen(html)

  test('headings, lists and tables with heads', () => {
    expect(tags.filter((tag) => tag === 'h1')).toHaveLength(1)
    expect(tags.filter((tag) => tag === 'h4')).toHaveLength(19)
    expect(html.match(/<th scope="row"/g)?.length).toBe(26)
    expect(html).toMatch(/<table[^>]*><caption class="hidden">T_grid About T_grid<\/caption>/)
  })

  test('the code of every item', () => {
    const shown = new Set(texts.map(({ text }) => text))
    const paper = paperOf({ instrument: everyType, language: 'en' })
    expect(itemsOf(paper).filter(({ code }) => !shown.has(code))).toEqual([])
  })

  test('no script, no style on an element, nothing from elsewhere', () => {
    expect(tags.filter((tag) => ['script', 'img', 'link', 'iframe', 'form', 'a'].includes(tag))).toEqual([])
    expect(html).not.toMatch(/ style=| on\w+=|url\((?!data:|"data:)/)
  })
})

const emptyTexts = { sections: {}, groups: {}, items: {}, checks: {}, codeLists: {} }

test('a title cannot leave its place', () => {
  const wicked = `</style><script>alert(1)</script>"; } @import url(//x); \\22 <b>\n`
  const { en: plain = emptyTexts } = everyType.bundle.texts
  const instrument = {
    ...everyType,
    bundle: { ...everyType.bundle, texts: { en: { ...plain, instrument: { title: wicked } } } },
  }
  const html = htmlOf(paperOf({ instrument, language: 'en' }))
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  expect(html).not.toContain('<script>')
  expect(html.slice(0, html.indexOf('</style>'))).toContain('\\3c /style\\3e ')
  seen(html)
})

test.each([
  ['draft', 'DRAFT: not cleared'],
  ['cleared', 'CLEARED'],
] as const)('%s stands above every page with version and hash, and behind it', (standing, mark) => {
  const html = htmlOf(answered(standing))
  expect(html).toContain(`@top-right{content:"${mark}"`)
  expect(html).toContain(`@bottom-left{content:"EVERY 1.0.0 · SHA-256 ${'e'.repeat(64)}"`)
  expect(html).toContain('position:fixed')
  expect(htmlOf(paperOf({ instrument: everyType, language: 'en' }))).not.toContain('position:fixed')
})

test('made-up answers say so on every page', () => {
  expect(htmlOf(answered('draft', true))).toContain('@top-right{content:"DRAFT: not cleared · MADE-UP ANSWERS"')
  expect(htmlOf(answered('draft', false))).not.toContain('MADE-UP')
})

test('what was chosen is said in words beside the mark', () => {
  const { texts } = seen(htmlOf(answered('draft')))
  const words = texts.map(({ text }) => text)
  expect(words).toContain('In force, for all it is meant for')
  expect(words).toContain(' (chosen)')
})

test.each([
  ['ក្រសួង', 'en', 'km'],
  ['Ministry', 'km', 'en'],
  ['2026', 'km', 'km'],
  ['Facebook ហ្វេសប៊ុក', 'km', 'km'],
  ['Bộ', 'vi', 'vi'],
  ['部门', 'en', 'zh'],
])('“%s” where %s is expected is read in %s', (text, expected, language) => {
  expect(spokenIn(text, expected)).toBe(language)
})
