import type { Notices } from '../notice.ts'

/** What a code may look like, and how a foreign name becomes one. */
interface Shape {
  readonly legal: RegExp
  readonly longest: number
  /** A name of letters, digits and `_` → a code, but for its length. */
  begin(name: string): string
  /** For names that leave nothing of themselves: `ខ្មែរ` has no letter a code may use. */
  readonly stem: string
  readonly thing: string
}

const capital = (name: string): string =>
  /^[A-Za-z]/.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : `Q${name}`
const small = (name: string): string => (/^[a-z]/.test(name) ? name : `c${name}`)

const slug = {
  legal: /^[a-z][a-z0-9_]{0,31}$/,
  longest: 32,
  begin: (name: string): string => small(name.toLowerCase()),
}

export const shapes = {
  instrument: {
    legal: /^[A-Z][A-Z0-9]{0,15}(-[A-Z0-9]{1,15})?$/,
    longest: 16,
    begin: (name: string): string => capital(name.toUpperCase().replaceAll('_', '')),
    stem: 'FORM',
    thing: 'instrument',
  },
  item: { legal: /^[A-Z][A-Za-z0-9_]{0,19}$/, longest: 20, begin: capital, stem: 'Q', thing: 'question' },
  place: { legal: /^[A-Z][A-Za-z0-9_]{0,31}$/, longest: 32, begin: capital, stem: 'G', thing: 'part' },
  list: { ...slug, stem: 'list', thing: 'list' },
  option: { ...slug, stem: 'option', thing: 'code' },
  column: { ...slug, stem: 'column', thing: 'column' },
} as const satisfies Record<string, Shape>

export interface Named {
  readonly name: string
  readonly place: string
}

/**
 * Foreign names → codes that are legal and differ in more than case. Names that are legal already are kept before
 * any other is made up, so that a file of our own comes back under the codes it left with. `taken` are codes that
 * are given already. A name that occurs twice gets one code; telling that is the reader's part.
 */
export function codesFor(
  names: readonly Named[],
  shape: Shape,
  notices: Notices,
  taken: Iterable<string> = [],
): ReadonlyMap<string, string> {
  const used = new Set(Array.from(taken, (code) => code.toLowerCase()))
  const codes = new Map<string, string>()
  for (const { name } of names) {
    if (!isLegal(name, shape) || used.has(name.toLowerCase())) continue
    codes.set(name, name)
    used.add(name.toLowerCase())
  }
  for (const { name, place } of names) {
    if (codes.has(name)) continue
    const code = free(codeOf(name, shape), shape, used)
    codes.set(name, code)
    used.add(code.toLowerCase())
    notices.change('renamed', place, `The ${shape.thing} «${name}» is called ${code} here.`)
  }
  return codes
}

// an object answers to this name before anybody gives it one
const isLegal = (name: string, shape: Shape): boolean => shape.legal.test(name) && name !== 'constructor'

function codeOf(name: string, shape: Shape): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return (plain === '' ? shape.stem : shape.begin(plain)).slice(0, shape.longest)
}

function free(wanted: string, shape: Shape, used: ReadonlySet<string>): string {
  if (isLegal(wanted, shape) && !used.has(wanted.toLowerCase())) return wanted
  for (let number = 2; ; number += 1) {
    const ending = `_${number}`
    const code = `${wanted.slice(0, shape.longest - ending.length)}${ending}`
    if (!used.has(code.toLowerCase())) return code
  }
}
