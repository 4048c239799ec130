/** The questionnaire is one piece of code: on a slow line, moving between its pages must not wait for another file. */
export { default as CheckPage } from './CheckPage.svelte'
export { default as GroupPage } from './GroupPage.svelte'
export { default as HubPage } from './HubPage.svelte'
export { default as ReceiptPage } from './ReceiptPage.svelte'
export { default as ResponseFrame } from './ResponseFrame.svelte'
export { default as SubmitPage } from './SubmitPage.svelte'
