const fields = 'input, select, textarea, button, [tabindex]'

/** Bring a field into view and give it the focus; of a group of fields, the first. False when there is no such place. */
export function goToField(id: string): boolean {
  const place = document.getElementById(id)
  if (place === null) return false
  const field = place.matches(fields) ? place : (place.querySelector<HTMLElement>(fields) ?? place)
  field.scrollIntoView({ block: 'center' })
  field.focus({ preventScroll: true })
  return true
}
