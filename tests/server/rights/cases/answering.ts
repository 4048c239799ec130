import { pdfOf } from '../../../fixtures/evidence/documents.ts'
import { sha256Of } from '../../../support/evidence.ts'
import { always, type Case, inPhases } from '../case.ts'
import { leaders, members, ofParts, readers, writers, writersOfA, writersOfB } from '../cast.ts'
import { readyToSend } from '../preparations.ts'
import type { Place } from '../world.ts'

/** What the upload that is under way says. */
const scan = pdfOf('ourwords scan')

const change = (item: string, value: unknown, of: (place: Place) => object) => (place: Place) => ({
  body: { instrument: place.instrument, mutations: [{ id: crypto.randomUUID(), item, base: 0, value, ...of(place) }] },
})

/** What became of the one change, where the request went through. */
const result: Case['reads'] = ({ statusCode, json }) =>
  statusCode === 200 ? ((json() as { results: { status: string }[] }).results[0]?.status ?? 'none') : statusCode

const still = 'clearance-open'
const locked = 'response-locked'

const saving: readonly Case[] = [
  {
    endpoint: 'saveAnswers',
    what: 'B01',
    say: change('B01', 12, () => ({ base: 1 })),
    reads: result,
    expected: inPhases(
      { ...writersOfB('saved'), 'contributor of A': 'forbidden' },
      { ...writersOfB(still), ...leaders('reopens-clearance'), 'contributor of A': 'forbidden' },
      writers(locked),
    ),
  },
  {
    endpoint: 'saveAnswers',
    what: 'A04',
    say: change('A04', 'words', () => ({ base: 1 })),
    reads: result,
    expected: inPhases(
      { ...writersOfA('saved'), 'contributor of B01': 'forbidden' },
      { ...writersOfA(still), ...leaders('reopens-clearance'), 'contributor of B01': 'forbidden' },
      writers(locked),
    ),
  },
  {
    endpoint: 'saveAnswers',
    what: 'under the id of an earlier change',
    say: change('B02', '2026-02-28', ({ mutation }) => ({ id: mutation })),
    reads: result,
    expected: always({ ...writers('key-reused'), ...ofParts('forbidden') }),
  },
  {
    endpoint: 'saveAnswers',
    what: 'a file',
    say: change('A05', undefined, ({ sha256, bytes }) => ({
      value: { name: 'law.pdf', sha256, bytes: Number(bytes), type: 'application/pdf' },
    })),
    reads: result,
    expected: inPhases(
      { ...writersOfA('saved'), 'contributor of B01': 'forbidden' },
      { ...writersOfA(still), ...leaders('reopens-clearance'), 'contributor of B01': 'forbidden' },
      writers(locked),
    ),
  },
  {
    endpoint: 'reconcile',
    say: ({ mutation }) => ({ body: { mutations: [mutation] } }),
    expected: always(writers(200)),
  },
  {
    endpoint: 'submitResponse',
    prepare: readyToSend,
    say: ({ instrument }, { revision }) => ({
      body: { instrument, revision: Number(revision), attestation: { name: 'Sari', title: 'Director General' } },
    }),
    // once it is submitted, the receipt again
    expected: inPhases(leaders(200), leaders('clearance-needed'), leaders(200)),
  },
]

const choose = (at: 0 | 1): NonNullable<Case['say']> => {
  return ({ alternatives }) => ({
    params: { alternative: alternatives[at] },
    body: { id: crypto.randomUUID(), version: 1, choice: 'alternative' },
  })
}

const chosen = 'stale-response'

const choosing: readonly Case[] = [
  {
    endpoint: 'resolveAlternative',
    what: 'A04',
    say: choose(0),
    expected: inPhases(
      { ...writersOfA(200), 'contributor of B01': 404 },
      { ...writersOfA(chosen), 'contributor of B01': 404 },
      { ...writersOfA(locked), 'contributor of B01': 404 },
    ),
  },
  {
    endpoint: 'resolveAlternative',
    what: 'B01',
    say: choose(1),
    expected: inPhases(
      { ...writersOfB(200), 'contributor of A': 404 },
      { ...writersOfB(chosen), 'contributor of A': 404 },
      { ...writersOfB(locked), 'contributor of A': 404 },
    ),
  },
  { endpoint: 'listDraftTexts', expected: always(writers(200)) },
]

const submitted = inPhases(members(404), members(404), { ...readers(200), ...ofParts(404) })

const reading: readonly Case[] = [
  { endpoint: 'readResponse', expected: always(members(200)) },
  { endpoint: 'readReceipt', expected: submitted },
  { endpoint: 'downloadReceipt', what: 'json', say: () => ({ params: { format: 'json' } }), expected: submitted },
  { endpoint: 'downloadReceipt', what: 'html', say: () => ({ params: { format: 'html' } }), expected: submitted },
  {
    endpoint: 'downloadReceipt',
    what: 'pdf',
    say: () => ({ params: { format: 'pdf' } }),
    expected: inPhases(members(404), members(404), { ...readers('pdf-unavailable'), ...ofParts(404) }),
  },
  { endpoint: 'readSubmission', expected: submitted },
  {
    endpoint: 'readAnsweredPaper',
    what: 'html',
    say: () => ({ params: { format: 'html' } }),
    expected: inPhases(members(200), members(200), { ...readers(200), ...ofParts(404) }),
  },
  {
    endpoint: 'readAnsweredPaper',
    what: 'docx',
    say: () => ({ params: { format: 'docx' } }),
    expected: inPhases(members(200), members(200), { ...readers(200), ...ofParts(404) }),
  },
]

const files: readonly Case[] = [
  {
    endpoint: 'uploadFile',
    say: () => ({ query: { name: 'law.pdf' }, bytes: pdfOf('law') }),
    expected: inPhases(writers(200), writers(still), writers(locked)),
  },
  { endpoint: 'readFile', expected: always(members(200)) },
  {
    endpoint: 'beginUpload',
    say: ({ sha256, bytes }) => ({ body: { name: 'law.pdf', bytes: Number(bytes), sha256 } }),
    expected: inPhases(writers(200), writers(still), writers(locked)),
  },
  {
    endpoint: 'sendPiece',
    say: () => ({ query: { offset: '0', sha256: sha256Of(scan) }, bytes: scan }),
    expected: inPhases(
      { ...writers(404), 'focal point': 200 },
      { ...writers(404), 'focal point': still },
      { ...writers(404), 'focal point': locked },
    ),
  },
]

export const answering: readonly Case[] = [...saving, ...choosing, ...reading, ...files]
