/** Pages about instruments, in one piece. */
export { default as ImportPage } from './ImportPage.svelte'
export { default as InstrumentPage } from './InstrumentPage.svelte'
export { default as InstrumentsPage } from './InstrumentsPage.svelte'
export { default as UnitFieldworkPage } from './fieldwork/UnitFieldworkPage.svelte'
export { default as WaveFieldworkPage } from './fieldwork/WaveFieldworkPage.svelte'
export { default as WaveVersionsPage } from './WaveVersionsPage.svelte'
