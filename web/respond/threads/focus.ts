import { tick } from 'svelte'

/** What had the focus is gone: it goes to what came of it, and is not lost. */
export async function focusOn(id: string): Promise<void> {
  await tick()
  document.getElementById(id)?.focus()
}
