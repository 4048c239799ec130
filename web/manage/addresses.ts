/** Addresses of the pages about instruments, in one place. */
export const instrumentsAddress = '/instruments'
export const importAddress = '/instruments/import'
export const instrumentAddress = (hash: string): string => `/instruments/${hash}`
