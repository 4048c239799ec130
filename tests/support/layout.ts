import type { Page } from 'playwright-core'

/** Undefined when everything fits; otherwise what sticks out sideways. */
export const sidewaysScroll = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return undefined
    const wide = Array.from(document.body.querySelectorAll('*')).find(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return `${location.pathname} is ${scrollWidth} wide of ${clientWidth}: ${wide?.outerHTML.slice(0, 160)}`
  })

/** What is folded up is looked at too; of the many alike in a table, the first. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const first = (all: readonly Element[]) =>
      all.filter((one) => one.closest('table') === null).concat(all.find((one) => one.closest('table') !== null) ?? [])
    for (const details of first(Array.from(document.querySelectorAll('details')))) details.toggleAttribute('open', true)
    for (const fold of first(Array.from(document.querySelectorAll('main button[aria-expanded=false]'))))
      (fold as HTMLElement).click()
  })

/** Texts that their own box cuts off, or whose lines stand closer than the stacked marks of a script need. */
export const clippedTexts = (page: Page, leastLineHeight: number): Promise<string[]> =>
  page.evaluate((least) => {
    const own = (element: Element): string =>
      Array.from(element.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : ''))
        .join('')
        .trim()
    const stacked = /[\u1780-\u17ff\u1000-\u109f]/
    const faultOf = (element: Element): string | undefined => {
      const style = getComputedStyle(element)
      const seen = element.checkVisibility() && style.clipPath === 'none'
      if (!seen || element.closest('thead')?.checkVisibility() === false) return undefined
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element
      const cutting = style.overflowX !== 'visible' || style.overflowY !== 'visible'
      if (cutting && (scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1)) return 'cut off'
      const ratio = Number.parseFloat(style.lineHeight) / Number.parseFloat(style.fontSize)
      return stacked.test(own(element)) && ratio < least ? `lines at ${ratio.toFixed(2)}` : undefined
    }
    return Array.from(document.querySelectorAll('main *')).flatMap((element) => {
      const fault = element instanceof HTMLElement && own(element) !== '' ? faultOf(element) : undefined
      return fault === undefined ? [] : [`${fault}: ${element.outerHTML.slice(0, 160)}`]
    })
  }, leastLineHeight)
