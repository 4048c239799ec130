import { describe, expect, test } from 'vitest'
import { findRoute, rareRoutes, routes } from '../../web/routes.ts'
import { homeOf } from '../../web/shell/places.ts'

describe('the list of pages', () => {
  test.each([
    ['/', '/', {}],
    ['/respond', '/respond', {}],
    ['/respond/', '/respond', {}],
    ['/respond/check', '/respond/check', {}],
    ['/respond/B/B_adoption', '/respond/:section/:group', { section: 'B', group: 'B_adoption' }],
    ['/respond/B/%E1%9E%80', '/respond/:section/:group', { section: 'B', group: 'ក' }],
    ['/respond/B/%E1%9', '/respond/:section/:group', { section: 'B', group: '%E1%9' }],
  ])('%s opens %s', (path, pattern, params) => {
    const found = findRoute(path)
    expect(found?.route.path).toBe(pattern)
    expect(found?.params).toEqual(params)
  })

  test.each(['/nowhere', '/respond/B', '/respond/B/C/D'])('%s is no page', (path) => {
    expect(findRoute(path)).toBeUndefined()
  })

  test('no page hides another', async () => {
    const all = [...routes, ...(await rareRoutes())]
    expect(all.length).toBeGreaterThan(routes.length)
    for (const route of all) expect(findRoute(route.path.replaceAll(':', 'x'), all)?.route.path).toBe(route.path)
  })

  test('each respondent begins on a page that is there for that role', () => {
    for (const role of ['visitor', 'focal_point', 'contributor', 'clearing_officer'] as const) {
      const route = findRoute(homeOf[role])?.route
      expect(route).toBeDefined()
      expect(route?.roles === undefined || route.roles.includes(role)).toBe(true)
    }
  })
})
