/** Clearance: loaded only when it is opened. */
export { default as ClearancePage } from './ClearancePage.svelte'
export { default as ClearingPage } from './ClearingPage.svelte'
