/** The first thing a respondent sees, in one piece. Questions and the end of the way follow while it is read. */
export { default as HubPage } from './HubPage.svelte'
export { default as ResponseFrame } from './ResponseFrame.svelte'
