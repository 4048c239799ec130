/** What the service worker does with a request: everything it does not know goes to the server untouched. */
export type Kind = 'page' | 'file' | 'instrument'

/** The doors and everything of respondents; pages of staff need the server anyway. */
const page = /^\/(?:i\/?|sign-in\/?|respond(?:\/.*)?)?$/
/** Named by their content, as is an instrument: what was kept once is right for ever. */
const file = /^\/(?:assets\/.+|icon\.svg)$/
const instrument = /^\/api\/instruments\/[0-9a-f]{64}$/

export interface Asked {
  readonly url: string
  readonly method: string
  readonly mode: string
}

export function kindOf({ url, method, mode }: Asked, origin: string): Kind | undefined {
  const address = new URL(url)
  if (method !== 'GET' || address.origin !== origin) return undefined
  if (mode === 'navigate') return page.test(address.pathname) ? 'page' : undefined
  if (file.test(address.pathname)) return 'file'
  return isInstrument(address) ? 'instrument' : undefined
}

export const isInstrument = ({ pathname, search }: URL): boolean => search === '' && instrument.test(pathname)
