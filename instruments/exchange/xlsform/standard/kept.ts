/**
 * A text of ours in a cell. Cells lose spaces around and are normalised when they are read; a text that would not
 * come back the same is written as JSON, between quotes.
 */
export function kept(text: string): string {
  if (text.trim().normalize('NFC') === text && !text.startsWith('"')) return text
  const json = JSON.stringify(text)
  return json.normalize('NFC') === json
    ? json
    : json.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** What `kept` wrote; text that only looks like JSON is itself. */
export function unkept(cell: string): string {
  if (!cell.startsWith('"')) return cell
  const value = readJson(cell)
  return typeof value === 'string' ? value : cell
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
