import type { BaseReason } from '#contract'
import type { PublicationClass } from '#engine'
import { type Consent, type Consents, wholeResponse } from './consent.ts'
import { type FrameUnit, isValid, type Outcome } from './outcome.ts'

/** An outcome on its way out: what may be counted, and whether the unit may be named beside it. */
export interface Shown {
  readonly unit: FrameUnit
  readonly outcome: Outcome
  readonly named: boolean
}

export interface DisclosureRules {
  readonly publication: PublicationClass
  readonly section: string
  readonly consents: Consents
}

export interface Disclosed {
  readonly shown: readonly Shown[]
  /** What was done, in plain sentences. */
  readonly sentences: readonly string[]
}

/** Fewer than this could be told apart: by the others' names, or by themselves. */
export const fewest = 3

/** The one step every result passes on its way out. */
export function disclose(frame: readonly FrameUnit[], outcomes: readonly Outcome[], rules: DisclosureRules): Disclosed {
  const all = frame.map((unit, at) => ({ unit, outcome: outcomes[at] ?? noResponse, named: true }))
  if (rules.publication === 'confidential') return { shown: all.map(hidden), sentences: [confidentialSentence] }
  const consented = applyConsent(all, rules)
  return rules.publication === 'public' ? consented : countsOnly(consented)
}

const noResponse: Outcome = { missing: 'no_response' }
const responded = ({ unit }: Shown): boolean => unit.submitted
const withheld = (shown: Shown): Shown => ({ ...shown, outcome: { missing: 'withheld' } })
const hidden = (shown: Shown): Shown => (responded(shown) ? { ...withheld(shown), named: false } : shown)

function applyConsent(all: readonly Shown[], rules: DisclosureRules): Disclosed {
  const { section } = rules
  const consentOf = (shown: Shown) => consentFor(rules.consents, section, shown.unit)
  const unnamed = all.filter((shown) => consentOf(shown) === 'publish_aggregate').length
  // where names stand nowhere, nobody is told apart by their absence
  const tooFew = rules.publication === 'public' && unnamed > 0 && unnamed < fewest
  const refused = all.filter((shown) => consentOf(shown) === 'do_not_publish').length
  const shown = all.map((one) => {
    const consent = consentOf(one)
    if (consent === 'do_not_publish' || (consent === 'publish_aggregate' && tooFew)) return withheld(one)
    return consent === 'publish_aggregate' ? { ...one, named: false } : one
  })
  return {
    shown,
    sentences: [
      ...(refused > 0 ? [refusedSentence(refused, section)] : []),
      ...(tooFew ? [tooFewSentence(unnamed, section)] : []),
      ...(unnamed > 0 && !tooFew ? [unnamedSentence(unnamed, section)] : []),
    ],
  }
}

/** What a unit allows for a section; undefined where nothing was asked or nothing was sent in. */
export function consentFor(consents: Consents, section: string, unit: FrameUnit): Consent | undefined {
  const asked = [section, wholeResponse].find((one) => consents.sections.has(one))
  if (!unit.submitted || asked === undefined) return undefined
  return consents.byUnit.get(unit.code)?.get(asked) ?? 'do_not_publish'
}

function countsOnly({ shown, sentences }: Disclosed): Disclosed {
  const valid = shown.filter(({ outcome }) => isValid(outcome)).length
  const suppressed = valid > 0 && valid < fewest
  return {
    shown: shown.map(({ unit, outcome }) => ({
      unit,
      outcome: suppressed && isValid(outcome) ? missing('suppressed') : outcome,
      named: false,
    })),
    sentences: [...sentences, countsOnlySentence, ...(suppressed ? [suppressedSentence] : [])],
  }
}

const missing = (reason: BaseReason): Outcome => ({ missing: reason })

const units = (count: number): string => (count === 1 ? '1 administration' : `${count} administrations`)
const stand = (count: number): string => (count === 1 ? 'it is' : 'they are')

const confidentialSentence = 'This item is confidential: no answer is published, all are counted as withheld.'
const countsOnlySentence =
  'This item is published in counts only: no administration is named and no single answer shown.'
const suppressedSentence = `Fewer than ${fewest} administrations gave a valid answer; their answers are suppressed.`
const refusedSentence = (count: number, section: string): string =>
  `${units(count)} did not consent to publishing section ${section}; ${stand(count)} counted as withheld.`
const unnamedSentence = (count: number, section: string): string =>
  `${units(count)} consented to being counted in section ${section}, not to being named.`
const tooFewSentence = (count: number, section: string): string =>
  `${units(count)} consented to being counted in section ${section}, not to being named. Fewer than ${fewest} could be told apart from those named, so ${stand(count)} counted as withheld.`
