import type { Notices } from '../notice.ts'
import type { Cell } from './sheets/cell.ts'
import { bidirectionalControl, invisible } from './vocabulary/words.ts'

const reserved = [
  'meta',
  '__proto__',
  'constructor',
  'prototype',
  'hasownproperty',
  'tostring',
  'valueof',
  'instanceid',
]

/** Why a name cannot be used; nothing when it can. */
function objection(name: string): string | undefined {
  if (bidirectionalControl.test(name) || invisible.test(name))
    return `The name «${visible(name)}» holds a sign that is not shown. Type the name anew.`
  if (/\s/.test(name)) return `The name «${name}» holds a space. Write it as «${name.replace(/\s+/g, '_')}».`
  if (reserved.includes(name.toLowerCase())) return `The name «${name}» is reserved. Choose another.`
  if (!/^[A-Za-z_]/.test(name)) return `The name «${name}» does not begin with a letter from A to Z or _.`
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name))
    return `The name «${name}» may only hold letters from A to Z, digits, «_», «-» and «.».`
  return undefined
}

const visible = (name: string): string =>
  name.replace(
    /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g,
    (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )

/** Names of questions, groups and repeats, each looked at once and none given twice, not even in another letter case. */
export interface NameRegister {
  /** The name, or undefined when it was refused. */
  register(cell: Cell): string | undefined
}

export function nameRegister(notices: Notices): NameRegister {
  const known = new Map<string, Cell>()
  return {
    register(cell) {
      const name = cell.text
      const wrong = objection(name)
      if (wrong !== undefined) {
        notices.refuse('name-invalid', cell.place, wrong)
        return undefined
      }
      const first = known.get(name.toLowerCase())
      if (first !== undefined) {
        const how = first.text === name ? '' : ` as «${first.text}», which differs in letter case only`
        notices.refuse(
          'name-duplicate',
          cell.place,
          `The name «${name}» stands already in ${first.place}${how}. Rename one of the two.`,
        )
        return undefined
      }
      known.set(name.toLowerCase(), cell)
      return name
    },
  }
}

/** Why a choice name cannot be used; nothing when it can. Choice names may be numbers and hold anything but spaces. */
export function choiceObjection(name: string): string | undefined {
  if (bidirectionalControl.test(name) || invisible.test(name))
    return `The choice name «${visible(name)}» holds a sign that is not shown. Type it anew.`
  return undefined
}

/** Names of parts that the form does not name itself. */
export interface FreeNames {
  free(stem: string): string
}

export function freeNames(taken: Iterable<string>): FreeNames {
  const used = new Set(Array.from(taken, (name) => name.toLowerCase()))
  return {
    free(stem) {
      const begin = `${stem.charAt(0).toUpperCase()}${stem.slice(1, 28).replace(/[^A-Za-z0-9_]/g, '_')}`
      let name = begin
      for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${begin}_${number}`
      used.add(name.toLowerCase())
      return name
    },
  }
}
