import type { Expression } from '../../engine/expression/index.ts'
import type { DraftCheck, DraftExpression, DraftGroup, DraftItem, DraftSection, Words } from '../sources/draft.ts'
import { noteMedia, withField } from './choices.ts'
import { allOf, treeOf } from './expressions/trees.ts'
import type { Form } from './form.ts'
import { type FreeNames, freeNames } from './names.ts'
import { ownExpression, ownWords, textIn, wordsIn } from './ours/cells.ts'
import { ownSection } from './ours/sheets.ts'
import { standingOf } from './ours/standing.ts'
import { readItems, relevanceOf } from './questions/item.ts'
import { noteFlattened, readRoster } from './roster.ts'
import { standardExpression } from './standard/expression.ts'
import type { Block, SurveyNode } from './survey.ts'
import { readWords } from './vocabulary/words.ts'

/** Questions of one screen at most, where the form does not say what belongs on one. */
const pageItems = 8

export interface Laid {
  readonly sections: readonly DraftSection[]
  readonly checks: readonly DraftCheck[]
}

interface Laying {
  readonly form: Form
  readonly title: Words
  readonly names: FreeNames
  readonly checks: DraftCheck[]
}

/** Top-level groups are sections, groups in them are pages; questions outside groups get a section of their own. */
export function layOut(form: Form, title: Words): Laid {
  const laying: Laying = {
    form,
    title,
    names: freeNames([...form.questions.keys(), ...form.blocks.keys()]),
    checks: [],
  }
  const sections: DraftSection[] = []
  let loose: SurveyNode[] = []
  const close = (): void => {
    const section = looseSection(loose, laying)
    if (section !== undefined) sections.push(section)
    loose = []
  }
  for (const node of form.nodes) {
    if (node.node !== 'group') {
      loose.push(node)
      continue
    }
    close()
    const section = groupSection(node, laying)
    if (section !== undefined) sections.push(section)
  }
  close()
  return { sections, checks: laying.checks }
}

function looseSection(nodes: readonly SurveyNode[], laying: Laying): DraftSection | undefined {
  if (nodes.length === 0) return undefined
  const name = laying.names.free('Questions')
  const page: Page = { name, title: laying.title, places: {}, relevant: [], onePage: false }
  const groups = pagesOf(nodes, page, laying)
  return groups.length === 0 ? undefined : { name, title: laying.title, groups, places: {} }
}

function groupSection(block: Block, laying: Laying): DraftSection | undefined {
  const { form } = laying
  const page = pageOf(block, [], laying)
  const { relevant: _own, ...first } = page
  const groups = pagesOf(
    block.children,
    { ...first, relevant: [], introduction: undefined, verbatim: undefined },
    laying,
  )
  if (groups.length === 0) {
    if (block.children.length > 0)
      form.notices.note('group-empty', block.row.range, `Nothing in «${block.name}» is asked here, so it was left out.`)
    return undefined
  }
  return {
    name: page.name,
    title: page.title,
    ...conditionOf(page),
    ...introductionOf(page),
    ...ownSection(block.row, form.notices),
    groups,
    places: page.places,
  }
}

/** What a page takes from the group it comes from. */
interface Page {
  readonly name: string
  readonly title: Words
  readonly places: Readonly<Record<string, string>>
  readonly relevant: readonly Expression[]
  /** Its own relevance as a file of ours says it. */
  readonly verbatim?: string | undefined
  readonly introduction?: Words | undefined
  /** Everything in it stands on one screen. */
  readonly onePage: boolean
}

function pageOf(block: Block, outer: readonly Expression[], { form }: Laying): Page {
  const { row } = block
  noteMedia(row, form.notices)
  const { words, places } = readWords(row.takeEach('label'), form.language, form.notices)
  const appearance = row.take('appearance')
  const looks = (appearance?.text ?? '').split(/\s+/).filter((word) => word !== '')
  const left = looks.filter((word) => word !== 'field-list' && word !== 'table-list')
  if (appearance !== undefined && left.length > 0)
    form.notices.note('appearance', appearance.place, `How it looks is decided here; left out: ${left.join(' ')}.`)
  const cell = row.see('relevant')
  const standing = standingOf(form)
  const written = (source: string): string => standardExpression(source, standing)
  const verbatim = outer.length === 0 ? ownExpression(row, 'relevant', 'relevant', written, form.notices) : undefined
  return {
    name: textIn(row, 'code') ?? block.name,
    title: ownWords(row, 'label', words, standing, form.notices),
    introduction: wordsIn(row, 'introduction'),
    verbatim,
    places: { '': row.place, ...withField('title', places), ...(cell !== undefined && { relevant: cell.place }) },
    relevant: verbatim === undefined ? [...outer, ...relevanceOf(block, form)] : outer,
    onePage: left.length < looks.length,
  }
}

function pagesOf(nodes: readonly SurveyNode[], page: Page, laying: Laying): readonly DraftGroup[] {
  if (page.onePage) return asPages([itemsOn(nodes, [], laying)], page)
  const groups: DraftGroup[] = []
  let items: DraftItem[] = []
  let numbered = 0
  const turn = (): void => {
    const first = numbered === 0 ? page.name : laying.names.free(page.name)
    const made = asPages([items], { ...page, name: first })
    numbered += made.length
    groups.push(...made)
    items = []
  }
  for (const node of nodes) {
    if (node.node === 'group') {
      turn()
      groups.push(...pagesOf(node.children, pageOf(node, page.relevant, laying), laying))
      continue
    }
    const found = itemsOn([node], [], laying)
    if (items.length > 0 && (items.length + found.length > pageItems || node.node === 'repeat')) turn()
    items.push(...found)
    if (node.node === 'repeat') turn()
  }
  turn()
  return groups
}

function asPages(pages: readonly (readonly DraftItem[])[], page: Page): readonly DraftGroup[] {
  return pages
    .filter((items) => items.length > 0)
    .map((items) => ({
      name: page.name,
      title: page.title,
      ...conditionOf(page),
      ...introductionOf(page),
      items,
      places: page.places,
    }))
}

const introductionOf = ({ introduction }: Page): { readonly introduction?: Words } =>
  introduction === undefined ? {} : { introduction }

function conditionOf({ verbatim, relevant }: Page): { readonly relevant?: DraftExpression } {
  const condition = verbatim ?? allOf(relevant)
  return condition === undefined ? {} : { relevant: condition }
}

/** Items of one screen; groups in it hand their relevance on to each of theirs. */
function itemsOn(nodes: readonly SurveyNode[], outer: readonly Expression[], laying: Laying): readonly DraftItem[] {
  const { form } = laying
  return nodes.flatMap((node) => {
    if (node.node === 'question') return readItems(node, form, outer)
    if (node.node === 'group') {
      const { relevant, verbatim } = pageOf(node, [], laying)
      noteFlattened(node, form)
      return itemsOn(node.children, [...outer, ...(verbatim === undefined ? relevant : [treeOf(verbatim)])], laying)
    }
    const roster = readRoster(node, outer, form)
    laying.checks.push(...roster.checks)
    return roster.items
  })
}
