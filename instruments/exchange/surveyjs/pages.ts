import type { Expression } from '../../engine/expression/index.ts'
import { call, joined } from '../conditions/tree.ts'
import type { DraftGroup, DraftItem, DraftSection, Words } from '../sources/draft.ts'
import { leaveOut, reportSetting } from './choices.ts'
import type { Element } from './element.ts'
import { itemsOf, type Later } from './questions.ts'
import type { Survey } from './survey.ts'

/** Panels and questions of a page as they stand, before conditions are read. */
type Part = { readonly items: readonly DraftItem[] } | { readonly panel: Panel }

interface Panel {
  readonly element: Element
  readonly parts: readonly Part[]
}

/** Pages become sections, panels become groups; a panel inside of another is asked under both conditions. */
export function sectionsOf(pages: readonly Element[], survey: Survey): readonly DraftSection[] {
  const later: Later = []
  const read = pages.map((page) => panelOf(page, survey, later))
  for (const run of later) run()
  return read.flatMap((panel) => {
    const { element } = panel
    const relevant = conditionOf(element, survey)
    const title = element.words('title') ?? { [survey.locale]: element.name }
    const introduction = element.words('description')
    const groups = groupsOf(panel, title, [], survey)
    finish(element, survey)
    if (groups.length > 0) {
      const section: DraftSection = {
        name: element.name,
        title,
        groups,
        places: element.places,
        ...(introduction && { introduction }),
        ...(relevant && { relevant }),
      }
      return [section]
    }
    survey.notices.note('page-empty', element.place, 'A page without questions was left out.')
    return []
  })
}

function panelOf(element: Element, survey: Survey, later: Later): Panel {
  // `questions` is what the first versions called them
  const elements = [...element.elements('elements'), ...element.elements('questions')]
  const parts = elements.map(
    (child): Part =>
      child.type === 'panel' || child.type === 'flowpanel'
        ? { panel: panelOf(child, survey, later) }
        : { items: itemsOf(child, survey, later) },
  )
  return { element, parts }
}

/** Questions between panels are groups of their own, so that the order stays. */
function groupsOf(panel: Panel, title: Words, outer: readonly Expression[], survey: Survey): readonly DraftGroup[] {
  const groups: DraftGroup[] = []
  let items: DraftItem[] = []
  const close = (): void => {
    if (items.length === 0) return
    const relevant = outer.length > 0 ? { relevant: joined('and', outer) } : {}
    const number = groups.length + 1
    const name = number === 1 ? panel.element.name : `${panel.element.name}_part_${number}`
    groups.push({ name, title, items, places: panel.element.places, ...relevant })
    items = []
  }
  for (const part of panel.parts) {
    if ('items' in part) items.push(...part.items)
    else {
      close()
      groups.push(...innerGroups(part.panel, title, outer, survey))
    }
  }
  close()
  return groups
}

function innerGroups(panel: Panel, around: Words, outer: readonly Expression[], survey: Survey): readonly DraftGroup[] {
  const { element } = panel
  const condition = conditionOf(element, survey)
  const introduction = element.words('description')
  const groups = groupsOf(panel, element.words('title') ?? around, condition ? [...outer, condition] : outer, survey)
  finish(element, survey)
  return groups.map((group, at) => (at === 0 && introduction ? { ...group, introduction } : group))
}

function conditionOf(element: Element, survey: Survey): Expression | undefined {
  const isHidden = element.take('visible') === false
  const conditions = [
    survey.condition(element.take('visibleIf'), 'visibleIf', element.place),
    survey.condition(element.take('enableIf'), 'enableIf', element.place),
    isHidden ? call('false') : undefined,
  ].filter((tree) => tree !== undefined)
  return conditions.length === 0 ? undefined : joined('and', conditions)
}

function finish(element: Element, survey: Survey): void {
  for (const key of ['requiredIf', 'isRequired', 'readOnly']) reportSetting(element, survey, key)
  for (const key of element.rest()) leaveOut(element, survey, key)
}
