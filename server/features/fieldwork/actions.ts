import type { Transaction } from 'kysely'
import type { Fieldwork } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import type { Author } from '../responses/actions.ts'
import { datesOf, toAsked, toExtension, toLetter } from './seen.ts'
import {
  type Frame,
  findAsked,
  findExtensions,
  findFrame,
  findLetters,
  holdResponse,
  insertExtension,
  insertLetter,
  type NewLetter,
  writeReadings,
} from './store.ts'

type Db = Transaction<Tables>

async function getFrame(db: Db, author: Author): Promise<Frame> {
  const frame = await findFrame(db, author)
  if (frame === undefined) throw problem('not-found')
  return frame
}

export async function readFieldwork(db: Db, author: Author): Promise<Omit<Fieldwork, 'papers'>> {
  const frame = await getFrame(db, author)
  const letters = await findLetters(db, frame, author)
  const asked = await findAsked(db, author, author.person)
  return {
    ...datesOf(frame),
    extensions: (await findExtensions(db, frame)).map(toExtension),
    letters: letters.map((row) => toLetter(row, author)),
    ...(asked !== undefined && { asked: toAsked(asked) }),
  }
}

/** Asks for another day. The deadline stays what it is until the research team decides. */
export async function askForExtension(
  unit: Unit,
  author: Author,
  { until, reason }: { readonly until: string; readonly reason: string },
): Promise<void> {
  const { db } = unit
  // two requests at once would both find none open
  await holdResponse(db, author)
  const frame = await getFrame(db, author)
  if (frame.state !== 'draft') throw problem('response-locked')
  const { due, today } = datesOf(frame)
  if (due === undefined) throw problem('no-deadline')
  const extensions = await findExtensions(db, author)
  if (extensions.some((one) => one.decided_by === null)) throw problem('extension-open')
  if (until <= due || until <= today) {
    const fault = 'Name a day after today and after the deadline.'
    throw problem('invalid-request', fault, [{ pointer: '/until', code: 'extension.too_early', message: fault }])
  }
  const number = extensions.length + 1
  await insertExtension(db, author, { number, until, reason })
  unit.audit({ action: 'extension.asked', study: author.study, response: author.response, detail: { number, until } })
}

export async function writeLetter(unit: Unit, author: Author, letter: NewLetter): Promise<void> {
  const frame = await getFrame(unit.db, author)
  await insertLetter(unit.db, frame, author, letter)
  unit.audit({
    action: 'letter.written',
    study: author.study,
    response: author.response,
    detail: { letter: letter.id, readers: letter.readers },
  })
}

export async function noteReading(unit: Unit, author: Author, letters: readonly string[]): Promise<void> {
  const n = await writeReadings(unit.db, author.study, author, letters)
  if (n === 0) throw problem('not-found')
  unit.audit({ action: 'letters.read', study: author.study, response: author.response, detail: { n } })
}
