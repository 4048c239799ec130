import { expect, test } from 'vitest'
import { toConfig } from '../../server/config.ts'

test('nothing set: this machine only, its own database, the demonstration on', () => {
  expect(toConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    dataDir: './data',
    demo: true,
    databaseUrl: undefined,
    publicUrl: undefined,
    sessions: { respondent: { hours: 12, idleMinutes: 60 }, staff: { hours: 8, idleMinutes: 30 } },
  })
})

test('an empty variable means the default', () => {
  expect(toConfig({ PORT: '', DATABASE_URL: '' })).toEqual(toConfig({}))
})

test('every fault is named at once', () => {
  const faulty = () =>
    toConfig({ PORT: 'eighty', DEMO: 'maybe', DATABASE_URL: 'mysql://x', PUBLIC_URL: 'survey', LOG_LEVEL: 'loud' })
  expect(faulty).toThrow(/PORT: a whole number/)
  expect(faulty).toThrow(/DEMO: one of on, off/)
  expect(faulty).toThrow(/DATABASE_URL: an address like postgresql/)
  expect(faulty).toThrow(/PUBLIC_URL: an address like https/)
  expect(faulty).toThrow(/LOG_LEVEL: one of/)
})

test('a password in a faulty address is not repeated', () => {
  let message = ''
  try {
    toConfig({ DATABASE_URL: 'mysql://me:hunter2@host/db' })
  } catch (error) {
    message = String(error)
  }
  expect(message).toContain('DATABASE_URL')
  expect(message).not.toContain('hunter2')
})
