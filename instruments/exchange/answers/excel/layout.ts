/** Columns of every sheet with answers, from A; the first two are hidden. */
export const columns = { tag: 0, reasonTag: 1, code: 2, question: 3, how: 4, answer: 5, reason: 6 } as const

/** Stands above the tags, so that a sheet of ours is known. */
export const sheetMark = 'mufakat.tags'

/** What ticks an option. */
export const tick = 'x'

/** Between several codes in one cell; labels hold commas. */
export const separator = ';'
