/** One thread, and beginning one: loaded only when it is opened. */
export { default as AboutPage } from './AboutPage.svelte'
export { default as ThreadPage } from './ThreadPage.svelte'
