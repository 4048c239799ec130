/** A column of a sheet of an XLSForm: what else it is called, and whether it comes once per language. */
interface Column {
  readonly aliases?: readonly string[]
  readonly translated?: true
}

// XLSForm reference table (xlsform.org) with the aliases that pyxform 4 reads
const survey = {
  type: { aliases: ['command'] },
  name: { aliases: ['tag', 'value'] },
  label: { aliases: ['caption'], translated: true },
  hint: { translated: true },
  guidance_hint: { translated: true },
  required: { aliases: ['bind:required'] },
  required_message: { aliases: ['requiredmsg', 'bind:jr:requiredmsg'], translated: true },
  relevant: { aliases: ['relevance', 'bind:relevant'] },
  constraint: { aliases: ['bind:constraint'] },
  constraint_message: { aliases: ['constraining_message', 'bind:jr:constraintmsg'], translated: true },
  calculation: { aliases: ['calculate', 'bind:calculate'] },
  default: {},
  choice_filter: {},
  appearance: { aliases: ['control:appearance', 'body:appearance'] },
  repeat_count: { aliases: ['count', 'jr:count', 'control:jr:count', 'body:jr:count'] },
  read_only: { aliases: ['readonly', 'bind:readonly'] },
  parameters: {},
  disabled: {},
  image: { aliases: ['media:image'], translated: true },
  'big-image': { aliases: ['media:big-image'], translated: true },
  audio: { aliases: ['media:audio'], translated: true },
  video: { aliases: ['media:video'], translated: true },
} as const satisfies Record<string, Column>

const choices = {
  list_name: { aliases: ['list', 'listname'] },
  name: { aliases: ['value'] },
  label: { aliases: ['caption'], translated: true },
  image: survey.image,
  'big-image': survey['big-image'],
  audio: survey.audio,
  video: survey.video,
} as const satisfies Record<string, Column>

const settings = {
  form_title: { aliases: ['title', 'set_form_title'] },
  form_id: { aliases: ['id_string', 'set_form_id'] },
  version: {},
  default_language: {},
  style: {},
} as const satisfies Record<string, Column>

/** Sheets only we write and read. */
const ours = {
  list: {},
  check: {},
  severity: {},
  when: {},
  items: {},
} as const satisfies Record<string, Column>

export const columnsOf = { survey, choices, settings, ours } as const
export type SheetKind = keyof typeof columnsOf

/** Media of a question or a choice, which this platform does not show. */
export const mediaColumns = ['image', 'big-image', 'audio', 'video'] as const

export interface Heading {
  /** Canonical name; a name of its own for a column we do not know. */
  readonly column: string
  readonly known: boolean
  /** As the author wrote it: `Khmer (km)`. */
  readonly language?: string
}

/** `Label :: ភាសាខ្មែរ (km)`, `media::image::en`, `bind:jr:constraintMsg`, `List name` → what the column is. */
export function readHeading(text: string, kind: SheetKind): Heading {
  const whole = text.normalize('NFC').trim()
  const parts = whole.split(/\s*::?\s*/)
  const known: Readonly<Record<string, Column>> = columnsOf[kind]
  // the longest beginning that names a column; what follows is a language
  for (let length = parts.length; length > 0; length -= 1) {
    const name = canonical(parts.slice(0, length).join(':'), known)
    const rest = parts.slice(length).join(':')
    if (name === undefined) continue
    if (rest === '') return { column: name, known: true }
    if (known[name]?.translated) return { column: name, known: true, language: rest }
  }
  if (parts[0]?.toLowerCase() === 'mufakat' && parts.length > 1) {
    const language = parts.slice(2).join(':')
    const column = `mufakat::${(parts[1] ?? '').toLowerCase()}`
    return { column, known: true, ...(language !== '' && { language }) }
  }
  return { column: whole, known: false }
}

function canonical(name: string, known: Readonly<Record<string, Column>>): string | undefined {
  const plain = name.toLowerCase()
  const folded = plain.replace(/\s+/g, '_')
  return Object.keys(known).find(
    (column) =>
      column === folded ||
      column === plain ||
      known[column]?.aliases?.some((alias) => alias === folded || alias === plain),
  )
}
