import type { Notices } from '../../notice.ts'
import type { Words } from '../../sources/draft.ts'
import type { Cell } from '../sheets/cell.ts'

/** Directions that are not shown and turn the order of what is: in a name they hide what it is called. */
export const bidirectionalControl = /[\u202A-\u202E\u2066-\u2069]/
export const invisible = /[\u200B-\u200F\u2060\uFEFF\u00AD]/

// anything else can run, or lead to where nobody sees
const link = /\]\(\s*([^)\s]*)/g
const harmless = /^(https?:\/\/|mailto:|\$\{)/i

// Zawgyi writes the vowel before its consonant, and stacks letters by code points that Burmese Unicode does not use
const zawgyi =
  /(^|[\s\u104A\u104B])\u1031[\u1000-\u1021]|[\u1060-\u1068\u106A-\u106D\u1070-\u107C\u1085\u108A\u1090\u1094\u1095]/

/** Words as they are taken over, with everything to say about them. */
export function readWords(
  cells: ReadonlyMap<string, Cell>,
  defaultLanguage: string,
  notices: Notices,
): { readonly words: Words; readonly places: Readonly<Record<string, string>> } {
  const words: Record<string, string> = {}
  const places: Record<string, string> = {}
  for (const [language, cell] of cells) {
    const key = language === '' ? defaultLanguage : language
    // a plain heading beside the same language by name only fills what that leaves empty
    if (language === '' && cells.has(defaultLanguage)) {
      notices.note('label-twice', cell.place, `The column of the language ${defaultLanguage} was taken, not this one.`)
      continue
    }
    lookAt(cell, notices)
    words[key] = cell.text
    places[key] = cell.place
  }
  return { words, places }
}

function lookAt({ text, place }: Cell, notices: Notices): void {
  for (const [, address = ''] of text.matchAll(link)) {
    if (!harmless.test(address))
      notices.refuse(
        'link-scheme',
        place,
        `A link may lead to https://, http:// or mailto:, and not to «${address.slice(0, 40)}».`,
      )
  }
  if (bidirectionalControl.test(text))
    notices.note(
      'bidi-control',
      place,
      'The text holds a sign that turns the direction of writing and is not shown. Was it pasted by accident?',
    )
  if (zawgyi.test(text))
    notices.note(
      'zawgyi-suspected',
      place,
      'This looks like Burmese typed in Zawgyi, which reads wrong in every browser. Convert it to Unicode.',
    )
}
