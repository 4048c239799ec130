import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Contribution, ContributionDecision, DecidedContribution, ReadAnswerFile } from '#contract'
import { type Context, openInstrument } from '#engine'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import type { TestApp } from './app.ts'
import { type CellEdits, excelFile } from './filled-files.ts'
import type { Respondent } from './respondent.ts'
import { philippines } from './scenario.ts'
import { older } from './versions.ts'

export const small = openInstrument(smallInstrument, older)

export async function contextOf(who: Respondent): Promise<Context> {
  const { unit, wave } = await who.read()
  return { ...philippines, unit, wave }
}

/** A workbook as this respondent downloads it before anything is answered, filled in by somebody. */
export const filledWorkbook = async (who: Respondent, edits: CellEdits): Promise<Buffer> =>
  excelFile(small, {}, { context: await contextOf(who), edits })

export async function handIn(
  server: TestApp,
  who: Respondent,
  file: Buffer,
  name = 'answers.xlsx',
): Promise<LightMyRequestResponse> {
  const ask = await server.as(who.actor)
  return ask({
    method: 'POST',
    url: `/api/responses/${who.response}/contributions/files?name=${encodeURIComponent(name)}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: file,
  })
}

export async function readIn(server: TestApp, who: Respondent, file: Buffer): Promise<ReadAnswerFile> {
  const reply = await handIn(server, who, file)
  expect([reply.statusCode, reply.json().detail]).toEqual([200, undefined])
  return reply.json()
}

export const open = async (who: Respondent): Promise<Contribution[]> =>
  (await who.send('GET', '/contributions')).json().contributions

export const decide = (who: Respondent, ...decisions: readonly ContributionDecision[]) =>
  who.send('POST', '/contributions/decisions', { decisions })

export const outcomes = (reply: LightMyRequestResponse): string[] =>
  reply.json().results.map(({ outcome }: DecidedContribution) => outcome)

/** By key: how it stands, what is there, what is proposed. */
export const keyed = (all: readonly Contribution[]) =>
  Object.fromEntries(
    all.map(({ item, row, standing: how, current, proposed }) => [
      row === undefined ? item : `${item}/${row}`,
      [how, current, proposed],
    ]),
  )

export const take = ({ id, version }: Contribution): ContributionDecision => ({ id, decision: 'take', version })
