import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import {
  type Document,
  isMap,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml'
import type { SourceFile, Unreadable } from '#engine/load'

/** Read a YAML file of a definition; its path is told from `root` on. What cannot be read is a fault, never a throw. */
export async function readYaml(path: string, root: string): Promise<SourceFile> {
  return yamlFile(relative(root, path), await readFile(path, 'utf8'))
}

/** A YAML text as a file of a definition, which knows the line of everything in it. */
export function yamlFile(path: string, text: string): SourceFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const place = (pointer: string): string => `line ${lines.linePos(offsetOf(document, pointer)).line}`
  const errors = document.errors.map((error) => unreadableAt(error, lines))
  // after the first slip the rest of the file is read as something else than was meant
  const slip = errors.findIndex(({ rule }) => rule === 'yaml-syntax')
  const unreadable = slip < 0 ? errors : errors.filter((one, at) => at === slip || one.rule === 'duplicate-key')
  if (unreadable.some((one) => one.rule === 'yaml-syntax')) return { path, content: undefined, place, unreadable }
  const content: unknown = document.toJS()
  return unreadable.length === 0 ? { path, content, place } : { path, content, place, unreadable }
}

function unreadableAt(error: YAMLError, lines: LineCounter): Unreadable {
  return {
    rule: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax',
    message:
      error.code === 'DUPLICATE_KEY'
        ? error.message
        : `${error.message}. Put texts in quotes that hold : # { } [ ] , or ".`,
    place: `line ${lines.linePos(error.pos[0]).line}`,
  }
}

/** Where the value at a JSON Pointer begins; the nearest place above it when there is none. A member begins at its key. */
function offsetOf(document: Document.Parsed, pointer: string): number {
  let node: ParsedNode | null = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const key of pointer.split('/').slice(1).map(unescaped)) {
    const next: Found | undefined = isMap(node) ? inMap(node, key) : isSeq(node) ? inList(node, key) : undefined
    if (next === undefined) break
    node = next.node
    offset = next.offset
  }
  return offset
}

interface Found {
  readonly node: ParsedNode | null
  readonly offset: number
}

const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~')

function inMap(map: Extract<ParsedNode, { items: unknown[] }>, key: string): Found | undefined {
  const pair = isMap(map)
    ? map.items.find((one) => String((one.key as { value?: unknown } | null)?.value) === key)
    : undefined
  if (pair === undefined) return undefined
  return { node: pair.value as ParsedNode | null, offset: startOf(pair.key as Node) }
}

function inList(list: Extract<ParsedNode, { items: unknown[] }>, key: string): Found | undefined {
  const node = list.items[Number(key)] as ParsedNode | undefined
  return node === undefined ? undefined : { node, offset: startOf(node) }
}

const startOf = (node: Node): number => node.range?.[0] ?? 0
