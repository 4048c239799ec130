/** Addresses of the research pages, in one place. */
export const waveAddress = (wave: string): string => `/findings/${wave}`

export const countryAddress = (wave: string, unit: string): string => `/findings/${wave}/countries/${unit}`

export const questionAddress = (wave: string, rq: string, item?: string): string =>
  `/findings/${wave}/questions/${rq}${item === undefined ? '' : `#${item}`}`

export const itemAddress = (wave: string, item: string): string => `/findings/${wave}/items/${encodeURIComponent(item)}`

export const exportAddress = (wave: string): string => `/findings/${wave}/export`

export const renderingsAddress = (wave: string, unit: string): string => `${countryAddress(wave, unit)}/renderings`

export const evidenceAddress = (wave: string): string => `/waves/${wave}/evidence`
