import type { DefinitionFault } from '#engine/load'

/** A fault in one line: `instruments/…/b.yaml:12 /groups/0/items/1/relevant [unknown-reference] B03: There is no item B99.` */
export function faultInWords({ file, place, pointer, rule, message, severity }: DefinitionFault): string {
  const line = /^line (\d+)$/.exec(place ?? '')?.[1]
  const where = line !== undefined ? `${file}:${line}` : place !== undefined ? `${file} ${place}` : file
  const start = severity === 'notice' ? `notice ${where}` : where
  return [start, pointer, `[${rule}]`, message].filter((part) => part !== '').join(' ')
}
