import { codesIn, type Fact, type PaperDocument, type PaperGroup, type PaperSection } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { fillingKeys } from '../words.ts'
import { gap } from './boxes.ts'
import { conditionParagraph, itemOf } from './item.ts'
import { brand, shade, soft } from './styles.ts'
import { runs } from './text.ts'
import { paragraph, table, type Wml } from './wml.ts'
import type { Writing } from './writing.ts'

/** Everything between the first line of the document and its last. */
export const bodyOf = (writing: Writing, paper: PaperDocument): Wml =>
  titleOf(paper) + paper.sections.map((section, at) => sectionOf(writing, section, at)).join('')

/** What this paper is, whose, and what to do with it. */
function titleOf({ title, language, words, introduction, definition, facts, synthetic, kind }: PaperDocument): Wml {
  return [
    paragraph(runs(title, language, { size: 36, bold: true, color: brand }), { style: 'Title' }),
    synthetic ? paragraph(runs(words.say('synthetic'), words.language, { bold: true }), { shade }) : '',
    factTable(facts, words.language, language),
    gap,
    ...texts(introduction, language),
    ...(definition === '' ? [] : [head(words.say('about.definition'), words.language), ...texts(definition, language)]),
    head(words.say('about.filling'), words.language),
    ...fillingKeys[kind].flatMap((key) => texts(words.say(key), words.language)),
  ].join('')
}

const head = (text: string, language: string): Wml =>
  paragraph(runs(text, language, { size: 24, bold: true, color: brand }), { style: 'Heading2' })

const texts = (text: string, language: string): readonly Wml[] =>
  text
    .split(/\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => paragraph(runs(part, language), { before: 40, after: 60 }))

const factLabel = 48

const factTable = (facts: readonly Fact[], said: string, language: string): Wml =>
  table(
    facts.map(({ label, value, code }) => ({
      cells: [
        { content: paragraph(runs(label, said, { size: 18, color: soft }), { after: 0 }) },
        {
          content: paragraph(runs(value, language, code ? { code: true, size: 15 } : { size: 19, bold: true }), {
            after: 0,
          }),
        },
      ],
    })),
    { widths: [factLabel, pageWidth - factLabel], borders: 'lines' },
  )

function sectionOf(paper: Writing, section: PaperSection, at: number): Wml {
  const writing = { ...paper, language: section.language }
  const { words, language } = writing
  const { code, title, body, minutes, skipped } = section
  const facts = [
    ...(body === '' ? [] : [words.say('body', { body })]),
    ...(skipped ? [] : [words.say('minutes', { minutes })]),
  ]
  const heading =
    runs(`${words.say('section', { code })}   `, words.language, { size: 22, color: soft, bold: true }) +
    runs(title, language, { size: 30, bold: true, color: brand })
  return [
    // sections of a blank copy go to different bodies
    paragraph(heading, { style: 'Heading1', newPage: at > 0 && paper.kind === 'blank' }),
    paragraph(runs(facts.join('   '), words.language, { size: 18, color: soft }), { keepNext: true }),
    skipped ? skipNotice(writing, section.condition, section.groups) : sectionBody(writing, section),
  ].join('')
}

function skipNotice({ words }: Writing, condition: string, groups: readonly PaperGroup[]): Wml {
  const why = condition === '' ? words.say('when.skipped') : words.say('when.skipped_because', { condition })
  const text = `${why} ${words.say('when.skipped_items', { items: codesIn(groups) })}`
  return paragraph(runs(text, words.language, { size: 18, color: soft }))
}

function sectionBody(writing: Writing, { groups, introduction, condition }: PaperSection): Wml {
  const { words, language } = writing
  return [
    introduction === '' ? '' : paragraph(runs(introduction, language), { keepNext: true }),
    condition === '' ? '' : conditionParagraph(words.say('when.section', { condition }), words.language),
    ...groups.map((group) => groupOf(writing, group)),
  ].join('')
}

function groupOf(paper: Writing, group: PaperGroup): Wml {
  const writing = { ...paper, language: group.language }
  const { words, language } = writing
  const { title, introduction, condition, skipped, items } = group
  const top = head(title, language)
  if (skipped) return top + skipNotice(writing, condition, [group])
  return [
    top,
    introduction === '' ? '' : paragraph(runs(introduction, language), { keepNext: true }),
    condition === '' ? '' : conditionParagraph(words.say('when.group', { condition }), words.language),
    ...items.map((item) => itemOf(writing, item)),
  ].join('')
}
