import { WorkbookError } from '../../workbook/workbook-error.ts'
import type { XmlHandler } from '../../workbook/xml.ts'
import { markedTag } from '../answer-tags.ts'
import { type Control, newControl } from './control.ts'

const mostControls = 50_000
const longestText = 200_000

/** What is crossed out, moved away, hidden behind a newer form, or is no text: nothing in it counts. */
const passedOver = new Set(['del', 'moveFrom', 'Fallback', 'rPr', 'pPr', 'rt', 'rubyPr'])

interface Reading {
  /** Controls that are open, the innermost last. */
  readonly open: Control[]
  readonly found: Control[]
  /** How deep we are inside something that is passed over. */
  passed: number
  inText: boolean
  inProperties: boolean
  /** Text of the run at hand, outside of controls. */
  run: string
  /** The tag that hidden text right before names, for programs that drop tags. */
  mark: string
}

/** Collects the content controls of a document's body: their tags, states and texts, in their order. */
export function controlReader(place: string): { readonly handler: XmlHandler; controls(): readonly Control[] } {
  const at: Reading = { open: [], found: [], passed: 0, inText: false, inProperties: false, run: '', mark: '' }
  return {
    controls: () => at.found,
    handler: {
      open(name, attributes) {
        if (at.passed > 0 || passedOver.has(name)) at.passed += 1
        else opened(at, name, attributes, place)
      },
      text(text) {
        if (at.inText && at.passed === 0) write(at, text, place)
      },
      close(name) {
        if (at.passed > 0) at.passed -= 1
        else closed(at, name)
      },
    },
  }
}

type Attributes = Readonly<Record<string, string>>

/** Whatever prefix the program gave it. */
const attribute = (attributes: Attributes, name: string): string =>
  Object.entries(attributes).find(([key]) => key.slice(key.indexOf(':') + 1) === name)?.[1] ?? ''

function opened(at: Reading, name: string, attributes: Attributes, place: string): void {
  const control = at.open.at(-1)
  if (name === 'sdt') {
    const next = newControl()
    if (at.found.length >= mostControls) throw tooMany(place)
    at.open.push(next)
    at.found.push(next)
  } else if (name === 'sdtPr') at.inProperties = true
  else if (at.inProperties && control !== undefined) property(control, name, attributes)
  else if (name === 't') at.inText = true
  else {
    const sign = signs[name]
    if (sign !== undefined) write(at, sign, place)
    if (name === 'sym') write(at, symbol(attribute(attributes, 'char')), place)
  }
}

/** Elements of a run that stand for a character. A tab stop of a paragraph stands in its properties. */
const signs: Readonly<Record<string, string>> = { br: '\n', cr: '\n', tab: '\t', noBreakHyphen: '\u2011' }

const symbol = (hex: string): string =>
  /^[0-9A-Fa-f]{1,4}$/.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : ''

function property(control: Control, name: string, attributes: Attributes): void {
  const value = attribute(attributes, 'val')
  switch (name) {
    case 'tag':
      control.tag = value
      return
    case 'checkbox':
      control.checkbox = { checked: false, on: '☒', off: '☐' }
      return
    case 'checked':
      if (control.checkbox !== undefined) control.checkbox.checked = !/^(0|false|off)$/.test(value)
      return
    case 'checkedState':
      if (control.checkbox !== undefined) control.checkbox.on = symbol(value)
      return
    case 'uncheckedState':
      if (control.checkbox !== undefined) control.checkbox.off = symbol(value)
      return
    case 'text':
    case 'richText':
      control.isText = true
      return
    case 'dropDownList':
    case 'comboBox':
      control.entries = new Map()
      return
    case 'listItem':
      control.entries?.set(attribute(attributes, 'displayText').trim(), attribute(attributes, 'value'))
      return
    case 'date': {
      control.isText = true
      const day = /^\d{4}-\d{2}-\d{2}/.exec(attribute(attributes, 'fullDate'))?.[0]
      if (day !== undefined) control.day = day
    }
  }
}

/** Text belongs to the innermost control that is marked: a person may have put one of their own inside. */
function write(at: Reading, text: string, place: string): void {
  const control = at.open.findLast(({ tag }) => tag !== '')
  if (control === undefined) {
    if (at.run.length < longestText) at.run += text
    return
  }
  control.text += text
  if (control.text.length > longestText) {
    throw new WorkbookError('text-too-long', `A field holds more than ${longestText} characters.`, control.tag || place)
  }
}

function closed(at: Reading, name: string): void {
  switch (name) {
    case 'sdt':
      at.open.pop()
      return
    case 'sdtPr':
      at.inProperties = false
      nameByMark(at)
      return
    case 't':
      at.inText = false
      return
    case 'r':
      if (at.run !== '') at.mark = markedTag(at.run) ?? ''
      at.run = ''
      return
    case 'p': {
      at.mark = ''
      // paragraphs inside a control are lines of its text
      const control = at.open.findLast(({ tag }) => tag !== '')
      if (control !== undefined) control.text += '\n'
    }
  }
}

/** The mark names the first control behind it; further ones are what a program made of the runs inside. */
function nameByMark(at: Reading): void {
  const control = at.open.at(-1)
  if (
    control === undefined ||
    !(control.isText === true || control.checkbox !== undefined || control.entries !== undefined)
  ) {
    return
  }
  if (control.tag === '') control.tag = at.mark
  at.mark = ''
}

const tooMany = (place: string): WorkbookError =>
  new WorkbookError('too-many-cells', `The document holds more than ${mostControls} fields.`, place)
