/** Pages of questions with all their widgets. */
export { default as GroupPage } from './GroupPage.svelte'
