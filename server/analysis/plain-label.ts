/** What a wave's labels are filled with where no single administration reads them. */
export interface LabelContext {
  readonly title: string
  readonly year: number
  readonly referenceFrom: string
  readonly referenceTo: string
}

/**
 * A label as findings and codebooks print it: for every administration and every record at once.
 * `Title: ${row}` becomes `Title`; names of the wave are filled in; `{administration}` becomes words.
 */
export function plainLabel(label: string, wave: LabelContext): string {
  if (!label.includes('{')) return label
  const words: Readonly<Record<string, string>> = {
    administration: 'the administration',
    wave_title: wave.title,
    wave_year: String(wave.year),
    reference_period: `${wave.referenceFrom} – ${wave.referenceTo}`,
  }
  return label
    .replaceAll(/\s*[:(–-]?\s*\$\{\w+\}\)?/g, '')
    .replaceAll(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole)
    .trim()
}
