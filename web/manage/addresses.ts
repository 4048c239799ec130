/** Addresses of the pages about instruments, in one place. */
export const instrumentsAddress = '/instruments'
export const importAddress = '/instruments/import'
export const waveVersionsAddress = (wave: string): string => `/waves/${wave}/versions`
export const instrumentAddress = (hash: string): string => `/instruments/${hash}`
