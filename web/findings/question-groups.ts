import type { Coverage } from '#contract'

export type Question = Coverage['questions'][number]

export interface QuestionGroup {
  readonly group: '1' | '2' | '3'
  readonly questions: readonly Question[]
}

/** Research questions by the first number of their code, in the order given. */
export function questionGroups(questions: readonly Question[]): QuestionGroup[] {
  return (['1', '2', '3'] as const)
    .map((group) => ({ group, questions: questions.filter(({ rq }) => rq.startsWith(`RQ${group}.`)) }))
    .filter((one) => one.questions.length > 0)
}
