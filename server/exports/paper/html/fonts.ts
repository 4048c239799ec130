import { type ScriptLanguage, scriptsIn } from '../scripts.ts'

/** A part of a font that a page may need, by the file of its package. */
export interface FontPart {
  readonly family: string
  readonly package: string
  readonly subset: string
  readonly letters: RegExp
  /** Per cent: scripts that are drawn smaller than Latin at the same size. */
  readonly scale?: number
}

/** Noto, SIL Open Font License: one family a script, so that letters sit on one line whatever they are. */
const latin: readonly FontPart[] = [
  { family: 'Noto Sans', package: 'noto-sans', subset: 'latin', letters: /[\u0020-\u00ff]/ },
  { family: 'Noto Sans', package: 'noto-sans', subset: 'latin-ext', letters: /[\u0100-\u024f]/ },
  {
    family: 'Noto Sans',
    package: 'noto-sans',
    subset: 'vietnamese',
    letters: /[\u0102\u0103\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u20ab]/,
  },
]

const complex: Readonly<Partial<Record<ScriptLanguage, FontPart>>> = {
  km: {
    family: 'Noto Sans Khmer',
    package: 'noto-sans-khmer',
    subset: 'khmer',
    scale: 112,
    letters: /\p{Script=Khmer}/u,
  },
  lo: { family: 'Noto Sans Lao', package: 'noto-sans-lao', subset: 'lao', scale: 114, letters: /\p{Script=Lao}/u },
  my: {
    family: 'Noto Sans Myanmar',
    package: 'noto-sans-myanmar',
    subset: 'myanmar',
    scale: 104,
    letters: /\p{Script=Myanmar}/u,
  },
  th: { family: 'Noto Sans Thai', package: 'noto-sans-thai', subset: 'thai', scale: 114, letters: /\p{Script=Thai}/u },
  ta: { family: 'Noto Sans Tamil', package: 'noto-sans-tamil', subset: 'tamil', letters: /\p{Script=Tamil}/u },
}

export const weights = [400, 700] as const

/** The parts of fonts a text needs, and no more: a page is sent whole, fonts included. */
export function fontsFor(text: string): readonly FontPart[] {
  const scripts = scriptsIn(text).flatMap((script) => complex[script] ?? [])
  return [...latin.filter(({ letters }) => letters.test(text)), ...scripts]
}

export const fontFile = ({ package: name, subset }: FontPart, weight: number): string =>
  `@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`

/** The bytes of a font file as base64; reading them is for whoever may read a disk. */
export type FontBytes = (file: string) => string

/** Each part says which letters it has, so that the next family is asked for the others. */
export const fontFaces = (parts: readonly FontPart[], bytes: FontBytes): string =>
  parts.flatMap((part) => weights.map((weight) => fontFace(part, weight, bytes))).join('\n')

const fontFace = (part: FontPart, weight: number, bytes: FontBytes): string =>
  `@font-face{font-family:"${part.family}";font-weight:${weight};src:url(data:font/woff2;base64,${bytes(fontFile(part, weight))}) format("woff2");${scaleOf(part)}${rangeOf(part)}}`

const ranges: Readonly<Record<string, string>> = {
  latin: 'U+0000-00FF,U+2000-206F,U+20AC,U+2122',
  'latin-ext': 'U+0100-024F,U+1E00-1E9F',
  vietnamese: 'U+0102-0103,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303,U+0309,U+0323,U+1EA0-1EF9,U+20AB',
}

const scaleOf = ({ scale }: FontPart): string => (scale === undefined ? '' : `size-adjust:${scale}%;`)

const rangeOf = ({ subset }: FontPart): string =>
  ranges[subset] === undefined ? '' : `unicode-range:${ranges[subset]}`

export const families: string = [
  'Noto Sans',
  ...Object.values(complex).map(({ family }) => family),
  'Noto Sans SC',
  'Microsoft YaHei',
  'sans-serif',
]
  .map((family) => (family.includes(' ') ? `"${family}"` : family))
  .join(',')
