/** Start tags of rendered markup with their attributes: enough to ask who names and describes whom. */
export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Names of the elements around it, the nearest last. */
  readonly within: readonly string[]
}

const voids = new Set(['input', 'br', 'hr', 'img', 'meta', 'link'])
const tag = /<(\/?)([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>/g

export function tagsOf(html: string): readonly Tag[] {
  const open: string[] = []
  const tags: Tag[] = []
  for (const [, closes, name = '', written = '', empty] of html.matchAll(tag)) {
    if (closes === '/') open.splice(open.lastIndexOf(name))
    else {
      tags.push({ name, attributes: attributesOf(written), within: [...open] })
      if (empty !== '/' && !voids.has(name)) open.push(name)
    }
  }
  return tags
}

const attributesOf = (written: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from(written.matchAll(/([\w:-]+)(?:="([^"]*)")?/g), ([, key = '', value = '']) => [key, value]),
  )

export const idsOf = (tags: readonly Tag[]): readonly string[] => tags.flatMap(({ attributes }) => attributes.id ?? [])

/** Ids that attributes such as `for` and `aria-describedby` point to. */
export const referencesOf = (tags: readonly Tag[]): readonly string[] =>
  tags.flatMap(({ attributes }) =>
    ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap(
      (name) => attributes[name]?.split(' ') ?? [],
    ),
  )

/** Controls that no label, `aria-label` or `aria-labelledby` names. */
export function unnamedControls(tags: readonly Tag[]): readonly Tag[] {
  const labelled = new Set(tags.flatMap(({ name, attributes }) => (name === 'label' ? (attributes.for ?? []) : [])))
  return tags.filter(
    ({ name, attributes, within }) =>
      ['input', 'select', 'textarea'].includes(name) &&
      !within.includes('label') &&
      !labelled.has(attributes.id ?? '') &&
      attributes['aria-label'] === undefined &&
      attributes['aria-labelledby'] === undefined,
  )
}

/** What a reader sees, in one line. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
