/** What a focal point opens once the answers are there: submitting, and the receipt. */
export { default as ReceiptPage } from './ReceiptPage.svelte'
export { default as SubmitPage } from './SubmitPage.svelte'
