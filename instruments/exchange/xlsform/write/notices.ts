import type { Bundle } from '../../../engine/definition/bundle.ts'
import type { Notices } from '../../notice.ts'
import { standardExpression } from '../standard/expression.ts'
import { standardCells } from '../standard/item.ts'
import type { Standing } from '../standard/standing.ts'
import { allItems } from './choices.ts'

/** Says of each item what other programs will do otherwise. */
export function noteUnsaid(bundle: Bundle, standing: Standing, notices: Notices): void {
  for (const { groups, section, relevant } of bundle.sections) {
    noteCondition(section, relevant, standing, notices)
    for (const group of groups) noteCondition(group.group, group.relevant, standing, notices)
  }
  for (const item of allItems(bundle)) {
    const { type, choice_filter } = standardCells(item, standing)
    noteCondition(item.item, item.relevant, standing, notices)
    if (typeof item.required === 'string' && standardExpression(item.required, standing) === '')
      notices.note('required-unsaid', item.item, 'Other programs do not know when it is required.')
    if (item.constraint !== undefined && standardExpression(item.constraint, standing) === '')
      notices.note('constraint-unsaid', item.item, 'Other programs do not check its constraint.')
    if ('from' in item && item.from !== undefined && choice_filter === '')
      notices.note('filter-unsaid', item.item, 'Other programs offer every option of its list.')
    if (type === 'begin_group')
      notices.note('spelled-out', item.item, 'Other programs ask it as one question for each cell.')
    if (item.type === 'register_pick') notices.note('type-unsaid', item.item, 'Other programs ask it as a text.')
    if (item.type === 'roster' && item.rows !== undefined)
      notices.note('rows-unsaid', item.item, 'In other programs its rows are added by hand.')
  }
}

function noteCondition(code: string, relevant: string | undefined, standing: Standing, notices: Notices): void {
  if (relevant !== undefined && standardExpression(relevant, standing) === '')
    notices.note('relevant-unsaid', code, 'Other programs always ask it: they do not know its condition.')
}
