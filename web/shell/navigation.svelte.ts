import { createContext } from 'svelte'

/** Where we are. Plain links work: App.svelte hands clicks on them to `follow`. */
export class Navigation {
  #url: URL = $state.raw(new URL(location.href))
  #headingWantsFocus = false

  get path(): string {
    return this.#url.pathname
  }

  get query(): URLSearchParams {
    return this.#url.searchParams
  }

  get hash(): string {
    return this.#url.hash.slice(1)
  }

  go(to: string): void {
    this.#change(to, 'pushState')
    scrollTo(0, 0)
  }

  /** Change the address without a new entry in the history: filters and settings of the same page. */
  replace(to: string): void {
    this.#change(to, 'replaceState')
  }

  #change(to: string, how: 'pushState' | 'replaceState'): void {
    history[how](undefined, '', to)
    this.arrive()
  }

  /** The address bar changed. */
  arrive(): void {
    const here = new URL(location.href)
    if (here.pathname !== this.#url.pathname) this.#headingWantsFocus = true
    this.#url = here
  }

  /** True once after each change of page: the new heading then takes the focus. */
  takeFocus(): boolean {
    const wanted = this.#headingWantsFocus
    this.#headingWantsFocus = false
    return wanted
  }

  /** A click on a link to a page of this site changes the page without loading it anew. */
  follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : undefined
    if (link === undefined || link === null || !isOurs(event, link)) return
    event.preventDefault()
    this.go(link.href)
  }
}

function isOurs(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  const page = link.origin === location.origin && !link.pathname.startsWith('/api/')
  const inPlace = link.pathname === location.pathname && link.search === location.search && link.hash !== ''
  return plain && page && !inPlace && !event.defaultPrevented && !link.hasAttribute('download') && link.target === ''
}

export const [useNavigation, provideNavigation] = createContext<Navigation>()
