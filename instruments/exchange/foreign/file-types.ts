const office = 'application/vnd.openxmlformats-officedocument'

/** Kinds of files the platform keeps, by their ending. */
const byEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  csv: 'text/plain',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  odt: 'application/vnd.oasis.opendocument.text',
}

/** `.pdf, image/png, zip` → the media types that are known, and the rest as it is written. */
export function fileTypes(named: string): { readonly accept: readonly string[]; readonly unknown: readonly string[] } {
  const accept = new Set<string>()
  const unknown: string[] = []
  for (const type of named.split(',').map((part) => part.trim().toLowerCase())) {
    const media = byEnding[type.replace(/^\./, '')] ?? (/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : undefined)
    if (media !== undefined) accept.add(media)
    else if (type !== '') unknown.push(type)
  }
  return { accept: [...accept], unknown }
}
