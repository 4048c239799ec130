import type { Expression } from '../../engine/expression/index.ts'

/** What a name in a foreign condition stands for: a tree under foreign names, and how its values compare. */
export type Named =
  | {
      readonly kind: 'number' | 'text' | 'date' | 'code' | 'codes' | 'yes_no' | 'truth' | 'blankable'
      readonly name: string
      readonly tree: Expression
      /** Names of its choices; not known when absent. */
      readonly codes?: readonly string[]
      /** A value as the foreign program writes it → the choice it means. */
      codeOf?(value: string | number | boolean): string | undefined
    }
  /** One choice of a question with several: true when it was chosen. */
  | {
      readonly kind: 'chosen'
      readonly name: string
      readonly tree: Expression
      readonly code: string
      readonly codes?: undefined
      codeOf?: undefined
    }

export const shown = ({ name }: Named): string => `«${name}»`

/** What names mean in a foreign questionnaire. Throws Untranslatable for a name that means nothing here. */
export type FindName = (name: string) => Named
