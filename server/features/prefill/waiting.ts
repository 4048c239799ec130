/** For the door of the questionnaire: how many earlier answers wait to be looked at. */
export { countWaiting } from './store.ts'
