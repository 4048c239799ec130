import { always, type Case } from '../case.ts'
import { coordinator, researcher, signedIn, staff } from '../cast.ts'

const questions = [{ elements: [{ type: 'text', name: 'agency', title: 'Name of the agency' }] }]
const form = Buffer.from(JSON.stringify({ title: 'Check', pages: questions }))
const onceIsEnough = true

const instruments: readonly Case[] = [
  { endpoint: 'readInstrument', onceIsEnough, expected: always(signedIn(200)) },
  { endpoint: 'listInstruments', onceIsEnough, expected: always(staff(200)) },
  {
    endpoint: 'previewInstrument',
    onceIsEnough,
    say: () => ({ query: { name: 'form.json' }, bytes: form }),
    expected: always(coordinator(200)),
  },
  {
    endpoint: 'releaseInstrument',
    onceIsEnough,
    prepare: async ({ server, cookies }, memo) => {
      const reply = await server.ask({
        method: 'POST',
        url: '/api/instruments/preview?name=form.json',
        payload: form,
        headers: { 'content-type': 'application/octet-stream' },
        cookies: { s: cookies.coordinator ?? '' },
      })
      memo.hash = reply.json().hash
    },
    say: (_place, { hash = '' }) => ({ query: { name: 'form.json', hash }, bytes: form }),
    expected: always(coordinator(200)),
  },
  { endpoint: 'downloadXlsForm', onceIsEnough, expected: always(staff(200)) },
  {
    endpoint: 'readBlankPaper',
    onceIsEnough,
    say: () => ({ params: { format: 'html' } }),
    expected: always(signedIn(200)),
  },
]

const purpose = { query: { purpose: 'Testing' } }

/** Of drafts they say nothing, which is looked for in every reply. */
const findings: readonly Case[] = [
  { endpoint: 'listWaves', expected: always(staff(200)) },
  { endpoint: 'readCoverage', expected: always(researcher(200)) },
  { endpoint: 'readCountry', expected: always(researcher(200)) },
  { endpoint: 'readQuestion', say: () => ({ params: { rq: 'RQ1.1' } }), expected: always(researcher(200)) },
  { endpoint: 'readFinding', say: () => ({ params: { item: 'A04' } }), expected: always(researcher(200)) },
  { endpoint: 'downloadFinding', say: () => ({ params: { item: 'A04' } }), expected: always(researcher(200)) },
  { endpoint: 'listExports', expected: always(researcher(200)) },
  {
    endpoint: 'downloadExport',
    say: () => ({ ...purpose, params: { name: 'responses.csv' } }),
    expected: always(researcher(200)),
  },
  { endpoint: 'downloadBundle', say: () => purpose, expected: always(researcher(200)) },
]

export const research: readonly Case[] = [...instruments, ...findings]
