import type { CountryProfile, Finding } from '#contract'
import type { FindRenderings } from '../renderings/beside.ts'

type Profile = Pick<CountryProfile, 'sections' | 'disclosure'>

const some = <T>(found: readonly T[]) => (found.length > 0 ? { renderings: [...found] } : {})

/** The answers of an administration with what renders them; what is withheld is not there to be rendered. */
export const profileWithRenderings = (profile: Profile, unit: string, find: FindRenderings): Profile => ({
  ...profile,
  sections: profile.sections.map((section) => ({
    ...section,
    items: section.items.map((item) =>
      item.missing === undefined ? { ...item, ...some(find(unit, item.item, item.inWords)) } : item,
    ),
  })),
})

/** Of a finding the open answers that are shown with a name, each with what renders it. */
export const findingWithRenderings = (finding: Finding, find: FindRenderings): Finding =>
  finding.variables.some(({ measure }) => measure === 'text')
    ? {
        ...finding,
        variables: finding.variables.map((variable) => ({
          ...variable,
          values: variable.values.map((one) => ({
            ...one,
            ...some(find(one.unit.code, finding.item, String(one.value))),
          })),
        })),
      }
    : finding
