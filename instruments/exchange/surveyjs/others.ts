import { fileTypes } from '../foreign/file-types.ts'
import { written } from '../foreign/questionnaire.ts'
import { leaveOut, reportSetting } from './choices.ts'
import { type Converter, declare, draftName } from './question.ts'

export const file: Converter = (element, { survey }) => {
  const { accept, unknown } = fileTypes(element.text('acceptedTypes') ?? '')
  if (unknown.length > 0)
    survey.notices.change('setting-changed', element.place, `«acceptedTypes» ${unknown.join(', ')} was left out.`)
  if (element.flag('allowMultiple'))
    survey.notices.change('setting-changed', element.place, 'One file can be given, where several could.')
  reportSetting(element, survey, 'maxSize')
  for (const key of ['storeDataAsText', 'waitForUpload', 'allowImagesPreview', 'needConfirmRemoveFile', 'sourceType'])
    leaveOut(element, survey, key)
  return { answer: { type: 'file', ...(accept.length > 0 && { accept }) } }
}

/** Text between questions. */
export const html: Converter = (element, { survey }) => {
  const words = element.words('html')
  if (words !== undefined) return { answer: { type: 'note' }, more: { label: words } }
  survey.notices.change('question-left-out', element.place, 'A text without words was left out.')
  return undefined
}

/** A value that is worked out: it is not stored here, its formula stands wherever it is used. */
export const calculated: Converter = (element, around) => {
  const { survey, roster } = around
  survey.declareCalculation(element.name, written(element.take('expression')), element.place, roster)
  for (const key of [
    'displayStyle',
    'currency',
    'format',
    'maximumFractionDigits',
    'minimumFractionDigits',
    'useGrouping',
    'precision',
  ])
    leaveOut(element, survey, key)
  return undefined
}

export const panelDynamic: Converter = (element, around) => {
  const { survey } = around
  if (around.roster !== undefined) {
    survey.notices.change(
      'question-left-out',
      element.place,
      'A repeating panel inside of another was left out with its questions.',
    )
    return undefined
  }
  const items = around.inside(element.elements('templateElements'), draftName(element, around))
  if (items.length === 0) {
    survey.notices.change('question-left-out', element.place, 'A repeating panel without questions was left out.')
    return undefined
  }
  declare(element, around, 'codes')
  const [min, max] = [element.number('minPanelCount'), element.number('maxPanelCount')]
  reportSetting(element, survey, 'templateVisibleIf')
  reportSetting(element, survey, 'keyName')
  for (const key of [
    'panelCount',
    'templateTitle',
    'templateDescription',
    'templateTabTitle',
    'panelAddText',
    'panelRemoveText',
    'panelPrevText',
    'panelNextText',
    'displayMode',
    'renderMode',
    'confirmDelete',
    'confirmDeleteText',
    'noEntriesText',
    'allowAddPanel',
    'allowRemovePanel',
    'templateErrorLocation',
    'panelsState',
    'showQuestionNumbers',
  ])
    leaveOut(element, survey, key)
  return { answer: { type: 'roster', items, ...(min && { min }), ...(max && { max }) } }
}
