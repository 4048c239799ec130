/** Threads shared with the research team, in one piece. */
export { default as NewThreadPage } from './NewThreadPage.svelte'
export { default as SharedThreadPage } from './SharedThreadPage.svelte'
export { default as SharedThreadsPage } from './SharedThreadsPage.svelte'
