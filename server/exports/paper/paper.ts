import { type Answers, type Context, evaluate, type Form, type Instrument, wordingOf } from '#engine'
import { dateInWords } from '../../../instruments/engine/items/iso-dates.ts'
import { answeredSections } from './answered.ts'
import { blankSections } from './blank.ts'
import { type BlankFrame, blankText } from './blank-item.ts'
import { conditionWords } from './conditions.ts'
import type { Fact, PaperDocument, PaperSection, Standing } from './document.ts'
import type { Layout } from './item.ts'
import { routesOf } from './routes.ts'
import { type PaperWords, paperWords } from './words.ts'

export interface PaperRequest {
  readonly instrument: Instrument
  /** One of the instrument's languages. */
  readonly language: string
  /** Who is asked and in which wave, where that is known; answered paper needs it. */
  readonly context?: Context
  /** Without answers the paper is blank. */
  readonly given?: GivenAnswers
}

export interface GivenAnswers {
  readonly answers: Answers
  readonly standing: Exclude<Standing, 'blank'>
  readonly synthetic: boolean
  /** Of the receipt, once it is submitted. */
  readonly reference?: string
}

/** An instrument on paper, blank or with the answers of a unit. Pure: the same request gives the same paper. */
export function paperOf({ instrument, language, context, given }: PaperRequest): PaperDocument {
  const words = paperWords(language)
  const texts = wordingOf(instrument, language)
  const inWords = conditionWords(instrument, language, words)
  const layout: Layout = { instrument, texts, words, inWords, routes: routesOf(instrument) }
  const frame: BlankFrame = { instrument, language, words, context }
  const form =
    given === undefined || context === undefined
      ? undefined
      : evaluate(instrument, given.answers, { ...context, language })
  const sections = form === undefined ? blankSections(layout, frame) : answeredSections(layout, form)
  const { bundle, hash } = instrument
  const heading = headingOf(layout, frame, form)
  return {
    language,
    words,
    kind: form === undefined ? 'blank' : 'answered',
    standing: (form && given?.standing) ?? 'blank',
    synthetic: given?.synthetic ?? false,
    instrument: { code: bundle.instrument, version: bundle.version, hash },
    ...heading,
    facts: factsOf({ layout, context, given, form, sections }),
    unit: form && context && { code: context.unit.code, name: context.unit.name },
    wave: form && context && { code: context.wave.code, title: context.wave.title },
    sections,
  }
}

function headingOf({ texts }: Layout, frame: BlankFrame, form: Form | undefined) {
  if (form !== undefined) return { title: form.title, introduction: form.introduction, definition: form.definition }
  const { instrument: own } = texts.texts
  const { instrument: other } = texts.fallback
  return {
    title: blankText(own.title || other.title, frame),
    introduction: blankText(own.introduction ?? other.introduction, frame),
    definition: blankText(own.definition ?? other.definition, frame),
  }
}

interface FactSource {
  readonly layout: Layout
  readonly context: Context | undefined
  readonly given: GivenAnswers | undefined
  readonly form: Form | undefined
  readonly sections: readonly PaperSection[]
}

function factsOf({ layout, context, given, form, sections }: FactSource): readonly Fact[] {
  const { words, instrument, texts } = layout
  const { bundle, hash } = instrument
  const say = words.say
  const fact = (key: Parameters<PaperWords['say']>[0], value: string, code = false): Fact => ({
    label: say(key),
    value,
    code,
  })
  const minutes = sections.filter(({ skipped }) => !skipped).reduce((sum, section) => sum + section.minutes, 0)
  return [
    ...(context === undefined ? [] : placeFacts(fact, context, texts.language, form !== undefined)),
    fact('fact.instrument', `${bundle.instrument} ${bundle.version}`),
    fact('fact.language', languageName(texts.language)),
    ...(form === undefined
      ? [fact('fact.minutes', say('value.minutes', { minutes }))]
      : [
          fact('fact.standing', say(given?.standing === 'cleared' ? 'standing.cleared' : 'standing.draft')),
          fact(
            'fact.answered',
            say('value.answered', { answered: form.progress.answered, applicable: form.progress.applicable }),
          ),
        ]),
    ...(given?.reference === undefined ? [] : [fact('fact.reference', given.reference, true)]),
    fact('fact.hash', hash, true),
  ]
}

type FactMaker = (key: 'fact.unit' | 'fact.wave' | 'fact.period', value: string) => Fact

function placeFacts(fact: FactMaker, { unit, wave }: Context, language: string, answered: boolean): readonly Fact[] {
  const period = [wave.referenceFrom, wave.referenceTo].map((day) => dateInWords(day, language)).join(' – ')
  return [
    ...(answered ? [fact('fact.unit', unit.name)] : []),
    fact('fact.wave', wave.title),
    fact('fact.period', period),
  ]
}

/** In its own words: ភាសាខ្មែរ, not “Khmer”. */
function languageName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}
