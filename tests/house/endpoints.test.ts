import { describe, expect, test } from 'vitest'
import { endpoints, permissions, problemTable, roles } from '#contract'

const all = Object.entries(endpoints)

describe('endpoints', () => {
  test.each(all)('%s names a permission, its problems and every parameter of its path', (_name, endpoint) => {
    expect(Object.keys(permissions)).toContain(endpoint.who)
    for (const problem of endpoint.problems) expect(Object.keys(problemTable)).toContain(problem)
    const inPath = Array.from(endpoint.path.matchAll(/:(\w+)/g)).map(([, name]) => name)
    const declared = 'params' in endpoint ? Object.keys(endpoint.params.shape) : []
    expect(declared.sort()).toEqual(inPath.sort())
  })

  test('no two share a method and a path', () => {
    const names = all.map(([, endpoint]) => `${endpoint.method} ${endpoint.path}`)
    expect(new Set(names).size).toBe(names.length)
  })

  test('every permission is used by an endpoint, and names roles that exist', () => {
    const used = new Set(all.map(([, endpoint]) => endpoint.who))
    expect(Object.keys(permissions).filter((action) => !used.has(action as never))).toEqual([])
    for (const allowed of Object.values(permissions)) for (const role of allowed) expect(roles).toContain(role)
  })

  test('a coordinator can neither read nor change an administration’s answers', () => {
    for (const action of ['response.read', 'response.answer', 'response.submit'] as const) {
      expect(permissions[action]).not.toContain('coordinator')
    }
  })
})
