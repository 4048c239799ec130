import type { OpenAnswer, ShownRendering } from '#contract'
import { t } from '../text/text.svelte.ts'

/** What is typed about one answer. */
export interface Draft {
  readonly language: string
  readonly text: string
  readonly method: 'person' | 'machine'
  readonly machine: string
}

type Rendered = Pick<OpenAnswer, 'rendering' | 'earlier'>

/** Begins with what stands; a rendering of an earlier wording is a good beginning, too. */
export function draftOf({ rendering, earlier }: Rendered): Draft {
  const from = rendering ?? earlier
  return { language: from?.language ?? '', text: from?.text ?? '', method: 'person', machine: '' }
}

export const isEnglish = (language: string | undefined): boolean => language !== undefined && /^en(-|$)/.test(language)

export interface Fault {
  readonly to: string
  readonly text: string
}

export const faultsOf = ({ language, method, machine, text }: Draft): readonly Fault[] => [
  ...(language === '' ? [{ to: 'language', text: t('renderings.language.missing') }] : []),
  ...(method === 'machine' && machine.trim() === '' && text.trim() !== '' && !isEnglish(language)
    ? [{ to: 'machine', text: t('renderings.machine.missing') }]
    : []),
]

/** As the server takes it: of this wording, over the rendering that was seen. `id` stays the same when it is sent again. */
export function toSend(id: string, { item, row, sha256, number }: Place, { language, text, method, machine }: Draft) {
  const none = isEnglish(language) || text.trim() === ''
  return {
    id,
    item,
    ...(row !== undefined && { row }),
    sha256,
    number,
    language,
    ...(!none && { text, method, ...(method === 'machine' && { machine }) }),
  }
}

type Place = Pick<OpenAnswer, 'item' | 'row' | 'sha256' | 'number'>

export const keyOf = ({ item, row }: { readonly item: string; readonly row?: string | undefined }): string =>
  row === undefined ? item : `${item}/${row}`

/** What a list is sorted into. */
export interface Sorted<A> {
  readonly open: readonly A[]
  readonly done: readonly A[]
  readonly unnamed: readonly A[]
  readonly english: readonly A[]
}

/** What is shown of an open answer, on either side. */
export type ShownAnswer = Pick<OpenAnswer, 'item' | 'row' | 'original' | 'suggested' | 'rendering' | 'earlier'> & {
  /** What the administration submitted. */
  readonly administration?: ShownRendering | undefined
  readonly mayWrite?: boolean
  /** The question, where no form is at hand that words it. */
  readonly label?: string
}

export function sorted<A extends ShownAnswer>(answers: readonly A[]): Sorted<A> {
  const of = Map.groupBy(answers, kindOf)
  const list = (kind: keyof Sorted<A>) => of.get(kind) ?? []
  return { open: list('open'), done: list('done'), unnamed: list('unnamed'), english: list('english') }
}

function kindOf({ rendering, earlier, administration, suggested }: ShownAnswer): keyof Sorted<unknown> {
  const said = rendering?.language ?? administration?.language
  if (isEnglish(said)) return 'english'
  if ((rendering?.text ?? '') !== '' || (administration?.text ?? '') !== '') return 'done'
  if (said !== undefined || earlier !== undefined || suggested !== undefined) return 'open'
  return 'unnamed'
}
