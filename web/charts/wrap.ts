/**
 * Break a label into lines of at most `width` characters, at the places its script allows: Khmer, Lao, Burmese
 * and Thai have no spaces between words.
 */
export function wrap(label: string, width: number, most = 3, language = 'en'): string[] {
  const lines: string[] = ['']
  for (const word of partsOf(label, language)) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.trimEnd().length > width) lines.push(word.trimStart())
    else lines[lines.length - 1] = line + word
  }
  const trimmed = lines.map((line) => line.trim())
  if (trimmed.length <= most) return trimmed
  const kept = trimmed.slice(0, most)
  kept[most - 1] = `${kept[most - 1] ?? ''}…`
  return kept
}

/** Words with the spaces and marks that follow them. */
function partsOf(label: string, language: string): string[] {
  const parts: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(label)) {
    const opens = isWordLike === true || /^[([“‘"']$/.test(segment)
    const joined = !opens || /[([“‘"'’\-/]$/.test(parts.at(-1) ?? ' ')
    if (joined && parts.length > 0) parts[parts.length - 1] += segment
    else parts.push(segment)
  }
  return parts
}
