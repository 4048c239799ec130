import { pointsColumn, rankColumn } from '../../../../instruments/exchange/answers/answer-tags.ts'
import { type Asked, type AskedCode, lineAt, type PaperType } from '../asked.ts'
import type { PaperAmount, PaperField } from '../document.ts'

function amounts(
  asked: Asked,
  column: string,
  amountOf: (option: AskedCode) => number | undefined,
): readonly PaperAmount[] {
  return asked.options.map((option) => {
    const amount = amountOf(option)
    const value = amount === undefined ? '' : String(amount)
    return { label: option.label, line: lineAt(asked, { row: option.code, column }, { size: 'number', value }) }
  })
}

/** A place to write the rank beside every option: all of them stay in sight while one compares. */
export const ranking: PaperType<'ranking'> = {
  field(_settings, asked): PaperField {
    const order: readonly unknown[] = Array.isArray(asked.value) ? asked.value : []
    const rankOf = ({ code }: AskedCode) => (order.includes(code) ? order.indexOf(code) + 1 : undefined)
    const head = asked.words.say('head.rank')
    return { kind: 'amounts', head, amounts: amounts(asked, rankColumn, rankOf), total: '' }
  },
  instructions: ({ max }, { words }) => [words.say('ranking', { max })],
}

export const constantSum: PaperType<'constant_sum'> = {
  field({ total }, asked): PaperField {
    const points = (asked.value ?? {}) as Readonly<Record<string, unknown>>
    const pointsOf = ({ code }: AskedCode) => (typeof points[code] === 'number' ? points[code] : undefined)
    return {
      kind: 'amounts',
      head: asked.words.say('head.points'),
      amounts: amounts(asked, pointsColumn, pointsOf),
      total: asked.words.say('sum.total', { total }),
    }
  },
  instructions: ({ total }, { words }) => [words.say('sum', { total })],
}
