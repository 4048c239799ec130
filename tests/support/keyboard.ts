import type { Locator, Page } from 'playwright-core'

const mostSteps = 150

/** Somebody without a mouse. Wherever the focus goes, it must be seen. */
export interface Typist {
  /** Goes on with Tab until the focus is there. */
  readonly tabTo: (target: Locator, key?: 'Tab' | 'Shift+Tab') => Promise<void>
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Goes there and types. */
  readonly typeInto: (target: Locator, text: string) => Promise<void>
  /** Goes there and presses Enter. */
  readonly enter: (target: Locator) => Promise<void>
}

export function typist(page: Page): Typist {
  const tabTo: Typist['tabTo'] = async (target, key = 'Tab') => {
    for (let step = 0; step < mostSteps; step += 1) {
      await page.keyboard.press(key)
      await seeFocus(page)
      if (await hasFocus(target)) return
    }
    throw new Error(`${key} never reaches ${target}`)
  }
  const press: Typist['press'] = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const type: Typist['type'] = (text) => page.keyboard.type(text)
  return {
    tabTo,
    press,
    type,
    typeInto: async (target, text) => {
      await tabTo(target)
      await type(text)
    },
    enter: async (target) => {
      await tabTo(target)
      await press('Enter')
    },
  }
}

export const hasFocus = async (target: Locator): Promise<boolean> =>
  (await target.count()) > 0 && target.first().evaluate((element) => element === document.activeElement)

/** Throws when what has the focus is out of sight, covered, or not marked. */
async function seeFocus(page: Page): Promise<void> {
  const fault = await page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body) return
    const { left, top, width, height } = focused.getBoundingClientRect()
    const name = `${focused.tagName} ${focused.id} ${focused.textContent?.trim().slice(0, 40)}`
    const [x, y] = [left + width / 2, top + Math.min(height, innerHeight) / 2]
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `out of sight: ${name} at ${x}, ${y}`
    const above = document.elementFromPoint(x, y)
    const label = focused.closest('label')
    const free =
      above !== null && (focused.contains(above) || above.contains(focused) || label?.contains(above) === true)
    if (!free) return `covered by ${above?.outerHTML.slice(0, 80)}: ${name}`
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused)
    const marked = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    return marked ? undefined : `not marked: ${name}`
  })
  if (fault !== undefined) throw new Error(`The focus is ${fault}`)
}
