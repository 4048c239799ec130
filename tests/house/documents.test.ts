import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageFile from '../../package.json' with { type: 'json' }
import { files, read, root } from './files.ts'

const documents = files.filter((file) => file.endsWith('.md'))

/** Paths in backticks: something with a slash in it that starts with a folder of the house or a dot. */
const pathLike = /`((?:\.github\/|\.ci\/|server\/|web\/|instruments\/|migrations\/|scripts\/|tests\/)[\w./@-]*)`/g
const linkLike = /\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g

describe.each(documents)('%s', (document) => {
  test('names only paths that exist', () => {
    const named = Array.from(read(document).matchAll(pathLike)).map(([, path]) => path ?? '')
    const linked = Array.from(read(document).matchAll(linkLike)).map(([, path]) => join(dirname(document), path ?? ''))
    const absent = [...named, ...linked].filter(
      (path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(document), path)),
    )
    expect(absent).toEqual([])
  })

  test('names only commands that exist', () => {
    const commands = Array.from(read(document).matchAll(/npm run ([\w:-]+)/g)).map(([, command]) => command ?? '')
    expect(commands.filter((command) => !(command in packageFile.scripts))).toEqual([])
  })
})

test('every top folder says what belongs in it and why it is so', () => {
  for (const folder of ['server', 'web', 'instruments', 'migrations', 'scripts', 'tests']) {
    expect(files).toContain(`${folder}/README.md`)
    expect(files).toContain(`${folder}/DECISIONS.md`)
  }
})

test('every script has its line in the list of scripts', () => {
  const scripts = files.filter((file) => /^scripts\/[a-z-]+\.ts$/.test(file)).map((file) => file.split('/')[1] ?? '')
  const listed = read('scripts/README.md')
  expect(scripts.filter((script) => !listed.includes(script))).toEqual([])
})
