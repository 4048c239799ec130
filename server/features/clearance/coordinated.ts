import type { Transaction } from 'kysely'
import type { CoordinatedResponse, CoordinatedState, Coordination } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { problem } from '../../problems.ts'
import { type CoordinatedRow, findCoordinated, findWave } from './coordinated-store.ts'

type Db = Transaction<Tables>

const moment = (at: string): string => new Date(at).toISOString()

async function getWave(db: Db, id: string) {
  const wave = await findWave(db, id)
  if (wave === undefined) throw problem('not-found', 'There is no such wave.')
  return wave
}

/** The responses of a wave, each with where it stands. */
export async function listCoordinated(db: Db, id: string) {
  const wave = await getWave(db, id)
  return { wave, responses: (await findCoordinated(db, id)).map(inShort) }
}

/** One response, with waivers, reopenings that were asked for, and what came of them. */
export async function readCoordination(db: Db, id: string, unit: string): Promise<Coordination> {
  const wave = await getWave(db, id)
  const [row] = await findCoordinated(db, id, unit)
  if (row === undefined) throw problem('not-found', 'This wave does not ask an administration with this code.')
  const askedAt = row.steps[0]?.asked_at
  return {
    ...inShort(row),
    wave,
    clearance: {
      ...(askedAt && { askedAt: moment(askedAt) }),
      steps: row.steps.map(({ step, title, role, stands }) => ({ step, title, role, standing: stands })),
    },
    waivers: row.waivers.map(({ reason, by, at }) => ({ reason, by, at: moment(at) })),
    reopenings: row.asked.map(toReopening),
  }
}

function inShort(row: CoordinatedRow): CoordinatedResponse {
  const [newest] = row.submissions
  return {
    unit: { code: row.code, name: row.name },
    state: stateOf(row),
    revision: row.revision,
    steps: { standing: row.steps.filter(({ stands }) => stands).length, all: row.steps.length },
    ...(newest !== undefined && {
      submission: {
        number: newest.number,
        reference: newest.reference,
        answered: newest.answered,
        submittedAt: moment(newest.at),
      },
    }),
    waived: row.waivers.length > 0,
    asked: row.asked.filter(({ opened }) => opened === null).length,
  }
}

function stateOf({ state, revision, steps: [first], submissions }: CoordinatedRow): CoordinatedState {
  if (state === 'submitted') return 'submitted'
  if (first?.asked_at) return 'clearance'
  if (first?.returned) return 'returned'
  if (submissions.length > 0) return 'reopened'
  return revision > 0 ? 'draft' : 'not_started'
}

const toReopening = ({ submission, number, reason, by, role, at, opened }: CoordinatedRow['asked'][number]) => ({
  submission,
  reason,
  by,
  role,
  at: moment(at),
  outcome:
    opened === null ? ('waiting' as const) : opened.request === number ? ('agreed' as const) : ('overtaken' as const),
  ...(opened !== null && { decidedAt: moment(opened.at) }),
})
