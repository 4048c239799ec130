/** Addresses of the pages about instruments, in one place. */
export const instrumentsAddress = '/instruments'
export const importAddress = '/instruments/import'
export const waveVersionsAddress = (wave: string): string => `/waves/${wave}/versions`
export const waveFieldworkAddress = (wave: string): string => `/waves/${wave}/fieldwork`
export const unitFieldworkAddress = (wave: string, unit: string): string =>
  `${waveFieldworkAddress(wave)}/${encodeURIComponent(unit)}`
export const instrumentAddress = (hash: string): string => `/instruments/${hash}`
export const responsesAddress = (wave: string): string => `/waves/${wave}/responses`
export const coordinationAddress = (wave: string, unit: string): string => `/waves/${wave}/responses/${unit}`
