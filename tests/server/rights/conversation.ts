import type { TestApp } from '../../support/app.ts'
import { sha256Of } from '../../support/evidence.ts'
import type { Respondent } from '../../support/respondent.ts'
import { outside, shared } from './marks.ts'

/** Names of what people said to each other about a response. */
export interface Said {
  /** Among colleagues, about A04. */
  readonly thread: string
  readonly message: string
  /** With the research team, about B01. */
  readonly sharedThread: string
  readonly letter: string
  readonly rendering: string
  /** SHA-256 of the answer that is rendered. */
  readonly wording: string
  /** Of A04 and of B01; decided about as B04 and B02. */
  readonly prefills: readonly [string, string]
}

export async function converse(
  server: TestApp,
  mark: string,
  focal: Respondent,
  contributor: Respondent,
): Promise<Said> {
  const [thread, message, sharedThread, letter, rendering] = Array.from({ length: 5 }, () => crypto.randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const wording = sha256Of(Buffer.from(outside(mark)))
  const sent = [
    await focal.send('POST', '/threads', {
      id: thread,
      item: 'A04',
      scope: 'administration',
      text: `${outside(mark)} said among colleagues`,
    }),
    await focal.send('POST', `/threads/${thread}/messages`, { id: message, text: `${outside(mark)} said again` }),
    await focal.send('POST', '/threads', {
      id: sharedThread,
      item: 'B01',
      scope: 'research',
      text: `${shared(mark)} question`,
    }),
    await focal.send('POST', '/letters', { id: letter, text: `${shared(mark)} letter`, readers: 'leads' }),
    await focal.send('POST', '/extensions', { until: '2027-03-01', reason: `${shared(mark)} reason` }),
    await contributor.send('POST', '/renderings', {
      id: rendering,
      item: 'A04',
      sha256: wording,
      number: 0,
      language: 'id',
      text: `${outside(mark)} in English`,
    }),
  ]
  for (const { statusCode, body } of sent) if (statusCode >= 300) throw new Error(body)
  const prefills = [await offer(server, mark, focal, 'A05'), await offer(server, mark, focal, 'B02')] as const
  return { thread, message, sharedThread, letter, rendering, wording, prefills }
}

/** Something of an earlier wave, as the server offers it. */
async function offer(server: TestApp, mark: string, { response }: Respondent, item: string): Promise<string> {
  const id = crypto.randomUUID()
  const file = { name: `${outside(mark)}.pdf`, sha256: 'a'.repeat(64), bytes: 3, type: 'application/pdf' }
  await server.owner.query(
    `insert into prefill_offer (study_id, response_id, id, instrument_hash, item, value, kind, wave_code, wave_title,
       reference, sha256, source_hash, source_item, source_row, as_of)
     values ($1, $2, $3, $4, $5, $6, 'wave', '2025', 'Wave 2025', 'R-1', $7, $4, $5, '', '2025-06-30')`,
    [
      server.world.study,
      response,
      id,
      server.world.instrument,
      item,
      JSON.stringify(item === 'B02' ? '2025-02-28' : file),
      'b'.repeat(64),
    ],
  )
  return id
}
