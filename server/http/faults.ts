import type { z } from 'zod'
import type { ProblemError } from '#contract'

type Issue = z.core.$ZodIssue
type Place = 'body' | 'params' | 'query'

const toToken = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** RFC 6901 into the body; `:name` for a path parameter, `?name` for a query parameter. */
export const toPointer = (place: Place, path: readonly PropertyKey[]): string => {
  if (place === 'body') return path.map((part) => `/${toToken(String(part))}`).join('')
  return `${place === 'params' ? ':' : '?'}${path.map(String).join('.')}`
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

function toMessage(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${kinds[issue.expected] ?? issue.expected}.`
    case 'too_small':
      return `This is too short or too small; the least is ${issue.minimum}.`
    case 'too_big':
      return `This is too long or too large; the most is ${issue.maximum}.`
    case 'invalid_format':
      return issue.format === 'regex' ? 'This is not written as it must be.' : `This is not a valid ${issue.format}.`
    case 'invalid_value':
      return `This must be one of: ${issue.values.join(', ')}.`
    case 'custom':
      return issue.message
    default:
      return 'This is not valid here.'
  }
}

function toParams(issue: Issue): ProblemError['params'] {
  if (issue.code === 'too_small') return { min: Number(issue.minimum) }
  if (issue.code === 'too_big') return { max: Number(issue.maximum) }
  return undefined
}

/** Each fault zod found, located and in plain words. Values are never echoed. */
export const toErrors = (place: Place, issues: readonly Issue[]): ProblemError[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: toPointer(place, [...issue.path, key]),
        code: 'unknown-field',
        message: 'There is no such field here.',
      }))
    }
    const params = toParams(issue)
    return [
      {
        pointer: toPointer(place, issue.path),
        code: issue.code.replaceAll('_', '-'),
        message: toMessage(issue),
        ...(params && { params }),
      },
    ]
  })

const deepest = 32

/** Text the database cannot hold and nesting no answer needs; found before any schema walks the body. */
export function findUnstorable(place: Place, value: unknown, path: readonly PropertyKey[] = []): ProblemError[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [unstorable(place, path)]
  if (typeof value !== 'object' || value === null) return []
  if (path.length >= deepest) {
    return [{ pointer: toPointer(place, path), code: 'too-deep', message: 'This is nested too deeply.' }]
  }
  return Object.entries(value).flatMap(([key, part]) => [
    ...(isStorable(key) ? [] : [unstorable(place, path)]),
    ...findUnstorable(place, part, [...path, key]),
  ])
}

const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()

const unstorable = (place: Place, path: readonly PropertyKey[]): ProblemError => ({
  pointer: toPointer(place, path),
  code: 'unstorable-text',
  message:
    'This contains a character that is not part of any writing system. Type the text again instead of pasting it.',
})
