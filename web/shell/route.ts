import type { Component, Snippet } from 'svelte'
import type { Role } from '#contract'
import type { MessageKey } from '../text/en.ts'
import type { Parameters } from './places.ts'

/** Pages take the parameters of their path, or nothing. */
export type Page = Component<{ params: Parameters }> | Component<Record<string, never>>
/** Stays while one moves between its pages, and holds what they share. */
export type Frame = Component<{ children: Snippet }>

export interface Route {
  /** `/respond/:section/:group` */
  readonly path: string
  /** The title of the browser's tab until the page says something more exact. */
  readonly title: MessageKey
  /** Who may open it; everybody when absent. */
  readonly roles?: readonly Role[]
  /** Sentences this page needs beyond those loaded at the start. */
  readonly text?: () => Promise<Readonly<Record<string, string>>>
  readonly page: () => Promise<Page>
  readonly frame?: () => Promise<Frame>
}
