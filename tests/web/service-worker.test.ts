import { describe, expect, test } from 'vitest'
import { rareRoutes, routes } from '../../web/routes.ts'
import { kindOf } from '../../web/service-worker/addresses.ts'

const site = 'https://mufakat.example'
const asked = (path: string, mode = 'cors', method = 'GET') => kindOf({ url: `${site}${path}`, mode, method }, site)
const hash = 'b451a97d34fc6de88567bba71decb2b659fd5f237b89401e5a56e60b581ef0a5'
const respondents: ReadonlySet<string> = new Set(['focal_point', 'contributor', 'reviewer', 'clearing_officer'])

describe('the service worker', () => {
  test('opens every page that a respondent may open, and no other', async () => {
    // a build for users has no gallery
    const all = [...routes, ...(await rareRoutes())].filter(({ path }) => path !== '/gallery')
    const forRespondents = all.filter(({ roles }) => roles === undefined || roles.some((role) => respondents.has(role)))
    const opened = all.filter(({ path }) => asked(path, 'navigate') === 'page')
    expect(opened.map(({ path }) => path)).toEqual(forRespondents.map(({ path }) => path))
  })

  test.each(['/i#mfk_secret', '/respond/', '/respond?from=mail', '/respond/B/B_adoption'])('opens %s', (path) => {
    expect(asked(path, 'navigate')).toBe('page')
  })

  test.each([
    '/api/responses/019396b0/submissions/1/submission.json',
    `/api/instruments/${hash}`,
    '/.well-known/mufakat-receipt-keys.json',
    '/livez',
    '/assets/index-abc123.js',
    '/icon.svg',
    '/invitation',
    '/findings',
  ])('leaves it to the server when somebody goes to %s', (path) => {
    expect(asked(path, 'navigate')).toBeUndefined()
  })

  test('keeps files that are named by their content, and instruments', () => {
    expect(asked('/assets/index-abc123.js')).toBe('file')
    expect(asked('/icon.svg')).toBe('file')
    expect(asked(`/api/instruments/${hash}`)).toBe('instrument')
  })

  test.each([
    '/api/session',
    '/api/responses/019396b0',
    '/api/instruments',
    `/api/instruments/${hash}/paper.pdf`,
    `/api/instruments/${hash}?language=km`,
    '/service-worker.js',
    '/',
  ])('asks the server for %s', (path) => {
    expect(asked(path)).toBeUndefined()
  })

  test('sends what is changed, and what is asked of other sites, on its way', () => {
    expect(asked(`/api/instruments/${hash}`, 'cors', 'POST')).toBeUndefined()
    expect(asked('/respond', 'navigate', 'POST')).toBeUndefined()
    const elsewhere = { url: 'https://elsewhere.example/assets/index-abc123.js', mode: 'cors', method: 'GET' }
    expect(kindOf(elsewhere, site)).toBeUndefined()
  })
})
