import { codesIn, type PaperDocument, type PaperGroup, type PaperSection } from '../document.ts'
import { fillingKeys } from '../words.ts'
import { type FontBytes, fontFaces, fontsFor } from './fonts.ts'
import { fixed, itemOf, whenOf } from './item.ts'
import { escaped, type Html, paragraph, said, tag } from './markup.ts'
import type { Sheet } from './sheet.ts'
import { pageRules, sheet as rules, watermark, widthRules } from './style.ts'

export interface PrintPage {
  readonly html: string
  /** Everything between the style tags, for a content security policy that names its hash. */
  readonly style: string
}

/**
 * The paper as one HTML page for printing: A4, its own fonts, no script, nothing from elsewhere. Headings, lists and
 * tables are what they look like, and every element says its language.
 */
export function writePage(paper: PaperDocument, bytes: FontBytes): PrintPage {
  const { language, words, kind } = paper
  const sheet: Sheet = { words, language, kind, widths: new Set() }
  const body = frontOf(sheet, paper) + paper.sections.map((section) => sectionOf(sheet, section)).join('')
  const fonts = fontFaces(fontsFor(body + paper.title), bytes)
  const style = [fonts, rules, widthRules(sheet.widths), pageRules(paper), watermark(paper)].join('\n')
  return { style, html: documentOf(paper, style, body) }
}

// the page may be opened from a disk, where no server says what it may load
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

function documentOf(
  { language, title, instrument, kind, words, standing }: PaperDocument,
  style: string,
  body: Html,
): string {
  const name = [title, `${instrument.code} ${instrument.version}`, words.say(`standing.${standing}`)].join(' · ')
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(name)}</title><style>${style}</style></head>
<body class="${kind}"><main>${body}</main></body></html>
`
}

function frontOf(sheet: Sheet, paper: PaperDocument): Html {
  const { title, introduction, definition, facts, synthetic, kind } = paper
  const { words, language } = sheet
  const factList = facts
    .map(({ label, value, code }) => {
      const term = tag('dt', { lang: words.language }, escaped(label))
      return term + tag('dd', { class: code ? 'code' : undefined }, said(value, language, language))
    })
    .join('')
  const heading = (text: string) => tag('h3', { lang: words.language }, escaped(text))
  return tag(
    'header',
    { class: 'front' },
    [
      tag('h1', {}, said(title, language, language)),
      synthetic ? fixed(sheet, words.say('synthetic'), 'notice') : '',
      fixed(sheet, words.say('print'), 'screen'),
      tag('dl', { class: 'facts' }, factList),
      texts(introduction, language),
      definition === '' ? '' : heading(words.say('about.definition')) + texts(definition, language),
      heading(words.say('about.filling')),
      fillingKeys[kind].map((key) => fixed(sheet, words.say(key))).join(''),
    ].join(''),
  )
}

const texts = (text: string, language: string): Html =>
  text
    .split(/\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => paragraph(part, language, language))
    .join('')

function sectionOf(around: Sheet, section: PaperSection): Html {
  const sheet = { ...around, language: section.language }
  const { words, language } = sheet
  const { code, title, introduction, body, minutes, condition, skipped, groups } = section
  const facts = [
    ...(body === '' ? [] : [words.say('body', { body })]),
    ...(skipped ? [] : [words.say('minutes', { minutes })]),
  ].join(' · ')
  const heading = `${tag('small', { lang: words.language }, escaped(words.say('section', { code })))}${said(title, language, language)}`
  const content = [
    tag('h2', {}, heading),
    fixed(sheet, facts, 'soft'),
    paragraph(introduction, language, language),
    skipped ? skipNotice(sheet, condition, groups) : '',
    condition === '' || skipped ? '' : whenOf(sheet, words.say('when.section', { condition })),
    ...(skipped ? [] : groups.map((group) => groupOf(sheet, group))),
  ]
  return tag('section', { lang: language === around.language ? undefined : language }, content.join(''))
}

function skipNotice(sheet: Sheet, condition: string, groups: readonly PaperGroup[]): Html {
  const { words } = sheet
  const why = condition === '' ? words.say('when.skipped') : words.say('when.skipped_because', { condition })
  return fixed(sheet, `${why} ${words.say('when.skipped_items', { items: codesIn(groups) })}`, 'skipped')
}

function groupOf(around: Sheet, group: PaperGroup): Html {
  const sheet = { ...around, language: group.language }
  const { words, language } = sheet
  const { title, introduction, condition, skipped, items } = group
  const content = [
    tag('h3', {}, said(title, language, language)),
    paragraph(introduction, language, language),
    skipped ? skipNotice(sheet, condition, [group]) : '',
    condition === '' || skipped ? '' : whenOf(sheet, words.say('when.group', { condition })),
    ...(skipped ? [] : items.map((item) => itemOf(sheet, item))),
  ]
  return tag('div', { class: 'group', lang: language === around.language ? undefined : language }, content.join(''))
}
