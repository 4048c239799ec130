import { needsYou } from '../../text/en/needs-you.ts'
import { addText } from '../../text/text.svelte.ts'

/** Loaded with its sentences when something needs a person, which on most days nothing does. */
addText(needsYou)

export { default } from './NeedsYou.svelte'
