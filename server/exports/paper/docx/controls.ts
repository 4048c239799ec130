import { placeholder, type TagBook, tagMark } from '../../../../instruments/exchange/answers/answer-tags.ts'
import type { BoxShape, LegendEntry } from '../document.ts'
import { scriptRuns } from '../scripts.ts'
import { lookOf, type TextLook } from './text.ts'
import { element, run, type Wml } from './wml.ts'

/**
 * Content controls: the holes of the document. What is written into them is found again by their tags.
 * (ECMA-376 part 1, 17.5.2; w14:checkbox of [MS-DOCX] 2.6.1.)
 */
export interface Controls {
  text(tag: string, value: string, place: { readonly lines: number; readonly narrow?: boolean }): Wml
  check(tag: string, chosen: boolean, shape: BoxShape, size?: number): Wml
  list(tag: string, entries: readonly LegendEntry[], value: string | undefined): Wml
}

const valued = (name: string, value: string | number): Wml => element(name, { 'w:val': value })

const shortPlaceholder = '……'

/** Controls of one document; each has a number of its own. */
export function controlsOf(book: TagBook, language: string, kind: 'blank' | 'answered'): Controls {
  // numbers are for those who write by hand
  const shown = ({ sign, label }: LegendEntry): string => (kind === 'blank' ? `${sign} ${label}` : label)
  const ids = { last: 0 }
  const control = (tag: string, kind: Wml, content: Wml, empty: boolean): Wml => {
    ids.last += 1
    const properties = [
      valued('w:alias', tag),
      valued('w:tag', book.keep(tag)),
      valued('w:id', ids.last),
      // the hole stays where it is, whatever is written into it
      valued('w:lock', 'sdtLocked'),
      empty ? element('w:showingPlcHdr') : '',
      kind,
    ]
    // LibreOffice before 7.5 saves controls without their tags; hidden text it keeps
    const mark = run(tagMark(tag), { hidden: true, size: 2 })
    return `${mark}<w:sdt><w:sdtPr>${properties.join('')}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
  }
  return {
    text(tag, value, { lines, narrow = false }) {
      const kind = element('w:text', lines > 1 ? { 'w:multiLine': 1 } : {})
      const content = value === '' ? dots(narrow ? shortPlaceholder : placeholder) : written(value, language)
      return control(tag, kind, content, value === '')
    },
    check(tag, chosen, shape, size = 20) {
      const [on, off] = signs[shape]
      return control(tag, checkBox(chosen, shape), run(chosen ? on : off, { size, font: signFonts }), false)
    },
    list(tag, entries, value) {
      const items = entries.map((entry) =>
        element('w:listItem', { 'w:displayText': shown(entry), 'w:value': entry.code }),
      )
      const picked = entries.find(({ code }) => code === value)
      const content = picked === undefined ? dots(shortPlaceholder) : written(shown(picked), language, { size: 18 })
      return control(tag, element('w:dropDownList', {}, items.join('')), content, picked === undefined)
    },
  }
}

const signFont = 'MS Gothic'
const signFonts = { latin: signFont, complex: signFont, asian: signFont }

const signs: Readonly<Record<BoxShape, readonly [on: string, off: string]>> = {
  one: ['\u25cf', '\u25cb'],
  several: ['\u2612', '\u2610'],
}

function checkBox(chosen: boolean, shape: BoxShape): Wml {
  const [on, off] = signs[shape]
  const state = (name: string, sign: string) =>
    element(name, { 'w14:val': sign.charCodeAt(0).toString(16).toUpperCase(), 'w14:font': signFont })
  const checked = element('w14:checked', { 'w14:val': chosen ? 1 : 0 })
  return element('w14:checkbox', {}, `${checked}${state('w14:checkedState', on)}${state('w14:uncheckedState', off)}`)
}

const dots = (text: string): Wml => run(text, { color: 'A5A5A5' })

/** No break marks in values: what comes back must be what was written. */
const written = (value: string, language: string, look: TextLook = {}): Wml =>
  scriptRuns(value)
    .map(({ text, script }) => run(text, lookOf(language, script, { bold: true, ...look })))
    .join('')
