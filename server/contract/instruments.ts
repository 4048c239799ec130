import { z } from 'zod'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { endpoint } from './endpoint.ts'
import { instrumentHash } from './responses.ts'

export const readInstrument = endpoint({
  method: 'GET',
  path: '/api/instruments/:hash',
  summary: 'A released instrument; its content never changes, so it may be kept for ever',
  who: 'instrument.read',
  params: z.object({ hash: instrumentHash }),
  returns: z.custom<Bundle>((value) => typeof value === 'object' && value !== null),
  problems: [],
})
