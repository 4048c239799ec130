import type { Assembled } from './assembled.ts'
import { emptyTexts } from './assembled.ts'
import type { DefinitionFault } from './fault.ts'
import {
  elements,
  faultAt,
  isMembers,
  laidOver,
  listOf,
  member,
  nameOf,
  originOf,
  type Piece,
  pointerTo,
  withMember,
} from './piece.ts'

/**
 * An instrument that keeps some of another: `keep` names sections, groups, items (or single items of a roster) and
 * checks, `change` alters their settings, and its own sections, checks and texts come on top. The result is an
 * ordinary instrument whose pieces remember the file they were written in.
 */
export function deriveVariant(own: Assembled, base: Assembled): Assembled {
  const keep = new Set(elements(member(own.head, 'keep')).map(({ content }) => nameOf(content)))
  const change = member(own.head, 'change')
  const kept = sectionsInOrder(base).flatMap(({ code, section }) => {
    const left = keep.has(code) ? section : withKept(section, 'groups', (group) => keptGroup(group, keep))
    return left === undefined ? [] : [[code, change === undefined ? left : changed(left, change)] as const]
  })
  const sections = new Map(kept)
  for (const [code, section] of own.sections) {
    const below = sections.get(code)
    sections.set(code, below === undefined ? section : extended(below, section))
  }
  const head = variantHead(own.head, base.head, keep, Array.from(sections.keys()))
  const left = codesOf(Array.from(sections.values()), head)
  const languages = Array.from(new Set([...Object.keys(base.texts), ...Object.keys(own.texts)]))
  return {
    head,
    sections,
    texts: Object.fromEntries(
      languages.map((language) => [language, variantTexts(own, base.texts[language], language, left)]),
    ),
    faults: [...base.faults, ...own.faults, ...unknownCodes(own.head, base)],
  }
}

function sectionsInOrder({ head, sections }: Assembled): readonly { readonly code: string; readonly section: Piece }[] {
  return elements(member(head, 'sections')).flatMap(({ content }) => {
    const section = sections.get(nameOf(content))
    return section === undefined ? [] : [{ code: nameOf(content), section }]
  })
}

const codeIn = (piece: Piece, kind: 'section' | 'group' | 'item' | 'check'): string =>
  nameOf(member(piece, kind)?.content)

function keptGroup(group: Piece, keep: ReadonlySet<string>): Piece | undefined {
  return keep.has(codeIn(group, 'group')) ? group : withKept(group, 'items', (item) => keptItem(item, keep))
}

/** A roster that is not kept itself stays with those of its items that are. */
function keptItem(item: Piece, keep: ReadonlySet<string>): Piece | undefined {
  if (keep.has(codeIn(item, 'item'))) return item
  return withKept(item, 'items', (child) => (keep.has(codeIn(child, 'item')) ? child : undefined))
}

/** The piece with only those elements of a list that are kept; undefined when none is. */
function withKept(whole: Piece, key: string, keeping: (one: Piece) => Piece | undefined): Piece | undefined {
  const list = member(whole, key)
  const left = elements(list).flatMap((one) => keeping(one) ?? [])
  return list === undefined || left.length === 0 ? undefined : withMember(whole, key, listOf(left, originOf(list, '')))
}

/** A section with the settings that `change` gives to it, its groups and its items. */
function changed(section: Piece, change: Piece): Piece {
  const own = settingsFor(change, codeIn(section, 'section'))
  const opened = mapped(section, 'groups', (group) => {
    const settings = settingsFor(change, codeIn(group, 'group'))
    const items = mapped(group, 'items', (item) => changedItem(item, change))
    return settings === undefined ? items : laidOver(items, settings)
  })
  return own === undefined ? opened : laidOver(opened, own)
}

function changedItem(item: Piece, change: Piece): Piece {
  const settings = settingsFor(change, codeIn(item, 'item'))
  const inside = mapped(item, 'items', (child) => changedItem(child, change))
  return settings === undefined ? inside : laidOver(inside, settings)
}

const settingsFor = (change: Piece, code: string): Piece | undefined =>
  isMembers(change.content) && Object.hasOwn(change.content, code) ? member(change, code) : undefined

function mapped(whole: Piece, key: string, map: (one: Piece) => Piece): Piece {
  const list = member(whole, key)
  return list === undefined ? whole : withMember(whole, key, listOf(elements(list).map(map), originOf(list, '')))
}

/** Own groups follow those that are kept. */
function extended(below: Piece, own: Piece): Piece {
  const groups = [...elements(member(below, 'groups')), ...elements(member(own, 'groups'))]
  const list = listOf(groups, originOf(own, '/groups'))
  return withMember(laidOver(below, withMember(own, 'groups', undefined)), 'groups', list)
}

function variantHead(own: Piece, base: Piece, keep: ReadonlySet<string>, order: readonly string[]): Piece {
  const taken = ['unit', 'languages', 'missing'].reduce((head, key) => {
    const value = member(own, key) === undefined ? member(base, key) : undefined
    return value === undefined ? head : withMember(head, key, value)
  }, own)
  const kept = elements(member(base, 'checks')).filter((check) => keep.has(codeIn(check, 'check')))
  const checks = [...kept, ...elements(member(own, 'checks'))]
  const whole = withMember(taken, 'checks', listOf(checks, originOf(own, '/checks')))
  const at = originOf(own, '/keep')
  const ordered =
    member(own, 'sections') === undefined
      ? withMember(whole, 'sections', { content: order, origins: new Map([['', at]]) })
      : whole
  return ['variant_of', 'keep', 'change'].reduce((head, key) => withMember(head, key, undefined), ordered)
}

type Left = Readonly<Record<'sections' | 'groups' | 'items' | 'checks', ReadonlySet<string>>>

function codesOf(sections: readonly Piece[], head: Piece): Left {
  const groups = sections.flatMap((section) => elements(member(section, 'groups')))
  return {
    sections: new Set(sections.map((section) => codeIn(section, 'section'))),
    groups: new Set(groups.map((group) => codeIn(group, 'group'))),
    items: new Set(groups.flatMap((group) => itemsOf(group)).map((item) => codeIn(item, 'item'))),
    checks: new Set(elements(member(head, 'checks')).map((check) => codeIn(check, 'check'))),
  }
}

const itemsOf = (holder: Piece): readonly Piece[] =>
  elements(member(holder, 'items')).flatMap((item) => [item, ...itemsOf(item)])

/** The base's words for what is left of it, with the variant's own laid over them. */
function variantTexts(own: Assembled, base: Piece | undefined, language: string, left: Left): Piece {
  const over = own.texts[language]
  const start = over === undefined ? emptyTexts(originOf(own.head, '').file) : emptyTexts(originOf(over, '').file)
  if (base === undefined) return over ?? start
  const trimmed = Object.entries(left).reduce((texts, [kind, codes]) => {
    const words = member(texts, kind)
    if (words === undefined) return texts
    const gone = Object.keys(words.content as object).filter((code) => !codes.has(code))
    return withMember(
      texts,
      kind,
      gone.reduce((some, code) => withMember(some, code, undefined), words),
    )
  }, base)
  return [trimmed, ...(over === undefined ? [] : [over])].reduce(laidOver, start)
}

function unknownCodes(own: Piece, base: Assembled): readonly DefinitionFault[] {
  const known = codesOf(Array.from(base.sections.values()), base.head)
  const places = [known.sections, known.groups, known.items]
  const stands = (code: string, kinds: readonly ReadonlySet<string>[]): boolean => kinds.some((kind) => kind.has(code))
  const name = nameOf(member(own, 'variant_of')?.content)
  const say = (pointer: string, code: string): DefinitionFault =>
    faultAt('unknown-variant-code', originOf(own, pointer), `${name} has no section, group or item ${code}.`)
  const changes = member(own, 'change')?.content
  return [
    ...elements(member(own, 'keep')).flatMap(({ content }, at) =>
      stands(nameOf(content), [...places, known.checks]) ? [] : [say(pointerTo('keep', at), nameOf(content))],
    ),
    ...Object.keys(isMembers(changes) ? changes : {}).flatMap((code) =>
      stands(code, places) ? nothingToTake(own, base, code) : [say(pointerTo('change', code), code)],
    ),
  ]
}

/** A setting that `null` takes away has to be there: otherwise its name is a slip. */
function nothingToTake(own: Piece, base: Assembled, code: string): readonly DefinitionFault[] {
  const change = member(own, 'change')
  const settings = change === undefined ? undefined : settingsFor(change, code)
  const target = Array.from(base.sections.values())
    .flatMap((section) => [section, ...elements(member(section, 'groups'))])
    .flatMap((place) => [place, ...itemsOf(place)])
    .find((place) => ['section', 'group', 'item'].some((kind) => member(place, kind)?.content === code))
  const given = isMembers(settings?.content) ? settings.content : {}
  return Object.keys(given).flatMap((name) =>
    given[name] !== null || target === undefined || member(target, name) !== undefined
      ? []
      : [
          faultAt(
            'unknown-variant-code',
            originOf(own, pointerTo('change', code, name)),
            `${code} has no setting ${name} that could be taken away.`,
          ),
        ],
  )
}
