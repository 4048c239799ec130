/** The ranking after one code moved to another place. */
export function movedTo(ranking: readonly string[], code: string, place: number): readonly string[] {
  const others = ranking.filter((ranked) => ranked !== code)
  return [...others.slice(0, place), code, ...others.slice(place)]
}
