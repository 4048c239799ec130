import { people } from '../../text/en/people.ts'
import { addText } from '../../text/text.svelte.ts'

/** The part of the hub that only responses of several people need, with its sentences. */
addText(people)

export { default } from './HubPeople.svelte'
