const longest = 200

// controls, and the marks that turn a name around so that exe reads as pdf; joiners stay, Khmer and Burmese need them
const unseen = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu
const reserved = /[<>:"|?*]/g
// Windows opens devices by these names, whatever the ending
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** What a name ends in, small letters; '' for none. */
export const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** A file's name without its path and without anything that could mislead; never empty. */
export function toFileName(given: string): string {
  const bare = given.toWellFormed().normalize('NFC').replaceAll(unseen, '').split(/[/\\]/).at(-1) ?? ''
  const name = bare
    .replaceAll(reserved, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '')
    .replace(devices, '_$&')
  if (name === '') return 'file'
  if (name.length <= longest) return name
  const ending = endingOf(name)
  const tail = ending === '' ? '' : `.${ending}`
  return `${name
    .slice(0, longest - tail.length)
    .toWellFormed()
    .replace(/\ufffd$/, '')}${tail}`
}
