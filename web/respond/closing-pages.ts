/** The end of the way. Fetched in a quiet moment after the questionnaire is open. */
export { default as CheckPage } from './CheckPage.svelte'
export { default as ReceiptPage } from './ReceiptPage.svelte'
export { default as SubmitPage } from './SubmitPage.svelte'
