import type { OpenAlternative, StoredAnswer } from '#contract'
import type { KeyText } from '#engine'
import { Conflicts } from './conflicts.ts'
import type { Settled } from './tabs.ts'

/** What the server said when the response was loaded. */
export interface Ground {
  readonly instrument: string
  readonly revision: number
  readonly versions: Iterable<readonly [KeyText, number]>
  readonly standing?: (key: KeyText) => StoredAnswer | undefined
  /** What others, or this person before, left to choose between. */
  readonly alternatives?: readonly OpenAlternative[] | undefined
}

/** What stands after a choice. */
export interface Chosen {
  readonly revision: number
  readonly current?: StoredAnswer | undefined
}

/** What the server has, as far as this page knows. */
export class Standing {
  readonly conflicts: Conflicts
  readonly instrument: string
  #ground: Ground
  #versions: Map<KeyText, number>
  #revision: number
  #moved = false

  constructor(ground: Ground) {
    this.#ground = ground
    this.instrument = ground.instrument
    this.#versions = new Map(ground.versions)
    this.#revision = ground.revision
    this.conflicts = new Conflicts(ground.alternatives, ground.standing)
  }

  get revision(): number {
    return this.#revision
  }

  /** Another version of the instrument stands now. */
  get moved(): boolean {
    return this.#moved
  }

  /** 0: nobody has answered yet. */
  versionOf(key: KeyText): number {
    return this.#versions.get(key) ?? 0
  }

  /** As it was loaded. */
  loaded(key: KeyText): StoredAnswer | undefined {
    return this.#ground.standing?.(key)
  }

  hear({ revision, instrument }: Pick<Settled, 'revision' | 'instrument'>): void {
    this.#revision = Math.max(this.#revision, revision)
    this.#moved ||= instrument !== undefined
  }

  saved(key: KeyText, version: number): void {
    this.#versions.set(key, version)
  }

  /** It stands now, or stood before what is known to stand; that is returned where it was loaded. */
  confirmed(key: KeyText, version: number): StoredAnswer | undefined {
    const known = this.versionOf(key)
    const loaded = this.loaded(key)
    this.saved(key, Math.max(version, known))
    return version < known && loaded?.version === known ? loaded : undefined
  }

  /** Something else stands than was typed: choices about the same answer are between that and their alternatives. */
  became(key: KeyText, current: StoredAnswer | undefined): void {
    this.saved(key, current?.version ?? 0)
    this.conflicts.stand(key, current)
  }
}
