interface AddressPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string }
}
const { trustedTypes } = globalThis as { readonly trustedTypes?: AddressPolicies }

const path = '/service-worker.js'
/** The site's security policy admits scripts by address only from here. */
const address = (): string =>
  trustedTypes?.createPolicy('service-worker', { createScriptURL: () => path }).createScriptURL(path) ?? path

/** Once for a page that is loaded: its policy may be made only once, and a response may be opened again and again. */
let registered: Promise<unknown> | undefined

/**
 * From now on the pages and this instrument open without a connection. Fails where a browser knows no service workers or
 * forbids them; while developing, nothing is kept.
 */
export async function keepForOffline(instrument: string): Promise<void> {
  if (import.meta.env.DEV) return
  registered ??= navigator.serviceWorker.register(address())
  await registered
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage(`/api/instruments/${instrument}`)
}
