import { tick } from 'svelte'

/** Gives the focus to an element once what was just answered stands on the page. */
export async function focusAfterwards(id: string): Promise<void> {
  await tick()
  document.getElementById(id)?.focus()
}
