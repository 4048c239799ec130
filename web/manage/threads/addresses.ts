/** Addresses of the threads that administrations share with the research team. */
export const sharedThreadsAddress = (wave: string): string => `/waves/${wave}/threads`

export const sharedThreadAddress = (wave: string, response: string, thread: string): string =>
  `/waves/${wave}/threads/${response}/${thread}`

export const newThreadAddress = (wave: string, response: string): string => `/waves/${wave}/threads/${response}/new`
