/** Every page of the findings, in one piece. */
export { default as CountryPage } from './CountryPage.svelte'
export { default as ExportPage } from './ExportPage.svelte'
export { default as FindingPage } from './FindingPage.svelte'
export { default as MatrixPage } from './MatrixPage.svelte'
export { default as QuestionPage } from './QuestionPage.svelte'
export { default as RenderingsPage } from './RenderingsPage.svelte'
export { default as WavesPage } from './WavesPage.svelte'
