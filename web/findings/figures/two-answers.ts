import type { VariableFinding } from '#contract'

const byName = new Intl.Collator('en')

/**
 * Rows with a main answer and further ones, seen as one: who named a code at all, as main answer or as a further one.
 * Nobody can name a code twice in a row, so the counts of the ranks add up.
 */
export function anyAnswer(ranks: readonly VariableFinding[]): VariableFinding[] {
  return [...Map.groupBy(ranks, ({ part }) => part.row?.code ?? '').values()].flatMap((own) => {
    const [main, ...further] = own
    return main === undefined
      ? []
      : [{ ...main, categories: main.categories.map((category) => merged(category, further)) }]
  })
}

type Category = VariableFinding['categories'][number]

function merged(category: Category, further: readonly VariableFinding[]): Category {
  const same = further.flatMap(({ categories }) => categories.filter(({ code }) => code === category.code))
  const units = [category, ...same].flatMap((one) => one.units).sort((a, b) => byName.compare(a.name, b.name))
  return { ...category, count: [category, ...same].reduce((sum, { count }) => sum + count, 0), units }
}
