import { everyText } from '../every-text.ts'
import type { DefinitionFault } from '../fault.ts'
import { faultAt, type Origin, originOf } from '../piece.ts'
import { type LintContext, listTextOrigin, textOrigin } from '../place.ts'

/** Marks that turn the direction of writing or join words without being seen. */
const hidden = /[\u00AD\u061C\u180E\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/u
/** In codes and expressions the marks that some scripts need in their texts have no place either. */
const hiddenInCode = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/u
/** What no database and no data file takes; a line break and a tab are allowed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]|\p{Surrogate}/u

/** No control characters anywhere; nothing unseen in codes and expressions, and a notice where it stands in a text. */
export function characterRule(context: LintContext): readonly DefinitionFault[] {
  const { pieces } = context
  const structure = [
    ...everyText(pieces.head.content).map(({ pointer, text }) => ({ text, origin: originOf(pieces.head, pointer) })),
    ...Array.from(pieces.sections.values()).flatMap((section) =>
      everyText(section.content).map(({ pointer, text }) => ({ text, origin: originOf(section, pointer) })),
    ),
  ]
  return [
    ...structure.flatMap(({ text, origin }) => unseen(text, origin, hiddenInCode, 'fault')),
    ...wordsOf(context).flatMap(({ text, origin }) => unseen(text, origin, hidden, 'notice')),
  ]
}

function unseen(
  text: string,
  origin: Origin,
  looksFor: RegExp,
  severity: 'fault' | 'notice',
): readonly DefinitionFault[] {
  const wrong = control.exec(text)?.[0]
  if (wrong !== undefined)
    return [faultAt('control-character', origin, `a control character (${named(wrong)}) stands here.`)]
  const found = looksFor.exec(text)?.[0]
  if (found === undefined) return []
  return [faultAt('hidden-character', origin, `a character that nobody sees (${named(found)}) stands here.`, severity)]
}

const named = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

interface Words {
  readonly language: string
  readonly text: string
  readonly origin: Origin
}

/** Every text of the instrument in every language, labels of codes too. */
function wordsOf(context: LintContext): readonly Words[] {
  const { bundle } = context.instrument
  return bundle.languages.flatMap((language) => {
    const { codeLists = {}, ...own } = bundle.texts[language] ?? {}
    return [
      ...everyText(own).map(({ pointer, text }) => ({
        language,
        text,
        origin: textOrigin(context, language, pointer),
      })),
      ...everyText(codeLists).map(({ pointer, text }) => ({
        language,
        text,
        origin: listTextOrigin(context, language, pointer),
      })),
    ]
  })
}

/** In Burmese text of the Unicode standard a vowel ေ follows its consonant, and ္ stands between two. */
const unlikeUnicode =
  /(?:^|[^\u1000-\u102A\u1039-\u103F\u1050-\u1055\u105A-\u105D\u1060-\u109F\uAA60-\uAA7F])\u1031|\u1039(?![\u1000-\u1021])/u
/** Zawgyi puts its stacked consonants where Unicode has letters of other languages. */
const stackedInZawgyi = /[\u1060-\u1097]/u

/** Burmese text that seems to be in the older encoding Zawgyi, which looks right only in its own fonts. */
export function zawgyiRule(context: LintContext): readonly DefinitionFault[] {
  return wordsOf(context).flatMap(({ language, text, origin }) =>
    unlikeUnicode.test(text) || (/^my\b/.test(language) && stackedInZawgyi.test(text))
      ? [
          faultAt(
            'zawgyi-suspected',
            origin,
            'this looks like Burmese in the older encoding Zawgyi. Convert it to Unicode, or others will read something else.',
            'notice',
          ),
        ]
      : [],
  )
}

const link = /\[[^\]]*\]\(\s*<?([^)\s>]*)/g

/** A link that is written into a text leads to a web page, an e-mail address or a place on the same page. */
export function linkRule(context: LintContext): readonly DefinitionFault[] {
  return wordsOf(context).flatMap(({ text, origin }) =>
    Array.from(text.matchAll(link)).flatMap(([, target = '']) =>
      /^(https?:\/\/|mailto:|#)/i.test(target)
        ? []
        : [
            faultAt(
              'unsafe-link',
              origin,
              `a link may lead to https:, http: or mailto:, and not to ${target || 'nothing'}.`,
            ),
          ],
    ),
  )
}
