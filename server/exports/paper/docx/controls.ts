import { BuilderElement, TextRun, type XmlComponent } from 'docx'
import { placeholder, type TagBook } from '../answer-tags.ts'
import type { BoxShape, LegendEntry } from '../document.ts'
import { scriptRuns } from '../scripts.ts'
import { type RunStyle, runProperties } from './text.ts'

/**
 * Content controls, which the docx package has none of but a check box without a tag. They are the holes of the
 * document: what is written into them is found again by their tags. (ECMA-376 part 1, 17.5.2; w14:checkbox of [MS-DOCX].)
 */
export interface Controls {
  text(tag: string, value: string, lines: number, style?: RunStyle): XmlComponent
  check(tag: string, chosen: boolean, shape: BoxShape, style?: RunStyle): XmlComponent
  list(tag: string, entries: readonly LegendEntry[], value: string | undefined, style?: RunStyle): XmlComponent
}

/** Controls of one document; each has a number of its own. */
export function controlsOf(book: TagBook, language: string): Controls {
  const ids = { last: 0 }
  const control = (tag: string, kind: XmlComponent, content: readonly XmlComponent[], empty: boolean): XmlComponent => {
    ids.last += 1
    const kept = book.keep(tag)
    const properties = [
      valued('w:alias', tag),
      valued('w:tag', kept),
      valued('w:id', String(ids.last)),
      // the hole stays where it is, whatever is written into it
      valued('w:lock', 'sdtLocked'),
      ...(empty ? [element('w:showingPlcHdr')] : []),
      kind,
    ]
    return element('w:sdt', {}, [element('w:sdtPr', {}, properties), element('w:sdtContent', {}, content)])
  }
  return {
    text(tag, value, lines, style = {}) {
      const kind = element('w:text', lines > 1 ? { 'w:multiLine': '1' } : {})
      return control(tag, kind, valueRuns(value, language, style), value === '')
    },
    check(tag, chosen, shape, style = {}) {
      const [on, off] = signs[shape]
      const sign = new TextRun({
        text: chosen ? on : off,
        ...runProperties(language, undefined, { ...style, symbol: true }),
      })
      return control(tag, checkBox(chosen, shape), [sign], false)
    },
    list(tag, entries, value, style = {}) {
      const items = entries.map((entry) =>
        element('w:listItem', { 'w:displayText': `${entry.sign} ${entry.label}`, 'w:value': entry.code }),
      )
      const picked = entries.find(({ code }) => code === value)
      const shown = picked === undefined ? '' : `${picked.sign} ${picked.label}`
      return control(tag, element('w:dropDownList', {}, items), valueRuns(shown, language, style, '……'), shown === '')
    },
  }
}

const signs: Readonly<Record<BoxShape, readonly [on: string, off: string]>> = {
  one: ['\u25cf', '\u25cb'],
  several: ['\u2612', '\u2610'],
}

function checkBox(chosen: boolean, shape: BoxShape): XmlComponent {
  const [on, off] = signs[shape]
  const state = (name: string, sign: string) =>
    element(name, { 'w14:val': sign.charCodeAt(0).toString(16).toUpperCase(), 'w14:font': 'MS Gothic' })
  return element('w14:checkbox', {}, [
    element('w14:checked', { 'w14:val': chosen ? '1' : '0' }),
    state('w14:checkedState', on),
    state('w14:uncheckedState', off),
  ])
}

/** No break marks in values: what comes back must be what was written. */
function valueRuns(value: string, language: string, style: RunStyle, dots = placeholder): readonly XmlComponent[] {
  if (value === '')
    return [new TextRun({ text: dots, ...runProperties(language, undefined, { ...style, color: '9A9A9A' }) })]
  return value.split('\n').flatMap((line, at) =>
    scriptRuns(line || ' ').map(({ text, script }, run) => {
      const broken = at > 0 && run === 0 ? { break: 1 } : {}
      return new TextRun({ text, ...broken, ...runProperties(language, script, { bold: true, ...style }) })
    }),
  )
}

const valued = (name: string, value: string): XmlComponent => element(name, { 'w:val': value })

function element(
  name: string,
  values: Readonly<Record<string, string>> = {},
  children: readonly XmlComponent[] = [],
): XmlComponent {
  const attributes = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { key, value }]))
  return new BuilderElement<Record<string, string>>({
    name,
    ...(Object.keys(values).length > 0 && { attributes }),
    children: [...children],
  })
}
