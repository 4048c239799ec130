/** Every page of a respondent, in one piece: on a slow line a second file costs more than its bytes. */
export { default as GroupPage } from './GroupPage.svelte'
export { default as HubPage } from './HubPage.svelte'
export { default as LinkPage } from './LinkPage.svelte'
export { default as ResponseFrame } from './ResponseFrame.svelte'
