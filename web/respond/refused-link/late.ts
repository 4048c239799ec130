import { refusedLink } from '../../text/en/refused-link.ts'
import { addText } from '../../text/text.svelte.ts'

/** Loaded with its sentences when the server does not take a link, which most never see. */
addText(refusedLink)

export { default } from './RefusedLink.svelte'
