import type { Case } from '../case.ts'
import { answering } from './answering.ts'
import { clearance } from './clearance.ts'
import { conversations } from './conversations.ts'
import { evidence } from './evidence.ts'
import { fieldwork } from './fieldwork.ts'
import { research } from './research.ts'
import { signingIn } from './signing-in.ts'
import { together } from './together.ts'
import { versions } from './versions.ts'

/** The only list of rows: every endpoint has one at least, and `tests/house/rights.test.ts` says which has none. */
export const cases: readonly Case[] = [
  ...signingIn,
  ...answering,
  ...evidence,
  ...together,
  ...conversations,
  ...clearance,
  ...versions,
  ...fieldwork,
  ...research,
]
