import type { Component } from 'svelte'
import type { Finding } from '#contract'
import CodesView from './CodesView.svelte'
import DateView from './DateView.svelte'
import GridView from './GridView.svelte'
import IntervalView from './IntervalView.svelte'
import RankingView from './RankingView.svelte'
import RecordsView from './RecordsView.svelte'
import SetView from './SetView.svelte'
import TextView from './TextView.svelte'

/** One view per kind of finding: a kind without a view does not compile. */
export const views = {
  nominal: CodesView,
  ordinal: CodesView,
  set: SetView,
  grid: GridView,
  ranking: RankingView,
  interval: IntervalView,
  date: DateView,
  text: TextView,
  records: RecordsView,
} satisfies Record<Finding['kind'], Component<{ finding: Finding }>>
