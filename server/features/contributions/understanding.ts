import type { Transaction } from 'kysely'
import { type Answers, type Context, type Instrument, moveAlong, moveAnswer } from '#engine'
import type { FileFacts, FilledFile } from '../../../instruments/exchange/answers/filled-file.ts'
import type { FileFault, FileReading, Proposal } from '../../../instruments/exchange/answers/proposal.ts'
import { proposalsIn } from '../../../instruments/exchange/answers/proposals.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem, problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { mapBetween } from '../versions/late.ts'

/** The response a file was handed in for. */
export interface Standing {
  readonly instrument: Instrument
  readonly context: Context
  readonly answers: Answers
}

export interface Understood extends FileReading {
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}

/** What a file proposes in the terms of the version that stands. Refuses files of another questionnaire or another unit. */
export async function understand(db: Transaction<Tables>, filled: FilledFile, standing: Standing): Promise<Understood> {
  const { about } = filled
  refuseForeign(about, standing)
  const { wave } = standing.context
  const otherWave =
    about.wave === undefined || about.wave === wave.code
      ? []
      : [{ code: 'other_wave', message: `This file was made for the wave ${about.wave}, not for ${wave.code}.` }]
  if (about.hash === standing.instrument.hash) {
    return { ...proposalsIn(standing.instrument, filled, standing.answers), warnings: otherWave }
  }
  const read = carriedOver(await madeOf(db, about), filled, standing)
  const message = `This file was made of version ${about.version}. Its answers are shown as they read in version ${standing.instrument.bundle.version}.`
  return { ...read, warnings: [{ code: 'other_version', message }, ...otherWave] }
}

function refuseForeign({ instrument, unit }: FileFacts, standing: Standing): void {
  const { bundle } = standing.instrument
  const asked = standing.context.unit
  if (instrument !== bundle.instrument) {
    throw foreign('other_instrument', `This file is of the questionnaire ${instrument}, not of ${bundle.instrument}.`)
  }
  if (unit !== undefined && unit !== asked.code) {
    throw foreign('other_unit', `This file holds the answers of another respondent (${unit}), not of ${asked.name}.`)
  }
}

const foreign = (code: string, message: string) => problem('foreign-file', message, [{ pointer: '', code, message }])

async function madeOf(db: Transaction<Tables>, { hash, version }: FileFacts): Promise<Instrument> {
  try {
    return await getOpenedInstrument(db, hash)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw foreign('unknown_version', `This file was made of a version (${version}) that is not known here.`)
  }
}

/** Read over what stands as the file's version would have it, and then brought to the version that stands. */
function carriedOver(from: Instrument, filled: FilledFile, { instrument, answers, context }: Standing): FileReading {
  const back = moveAlong(mapBetween(instrument, from), answers, context).answers
  const { proposals, faults } = proposalsIn(from, filled, back)
  const map = mapBetween(from, instrument)
  const lost: FileFault[] = []
  const carried = proposals.flatMap(({ key, answer, place }): readonly Proposal[] => {
    const moved = moveAnswer(map, key, answer)
    if (moved.to !== undefined && moved.after !== undefined) return [{ key: moved.to, answer: moved.after, place }]
    lost.push({ code: `version.${moved.reason}`, key, place, params: {} })
    return []
  })
  return { proposals: carried, faults: [...faults, ...lost] }
}
