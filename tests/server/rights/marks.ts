/** Words by which it is known whose something is. */
export const marks = { ours: 'ourwords', theirs: 'theirwords' } as const

/** Beside the mark: in section A, and in section B outside of B01. */
export const outside = (mark: string): string => `${mark} outside`
export const beyond = (mark: string): string => `${mark} beyond`

/** Instead of the mark: what is said to the research team. */
export const shared = (mark: string): string => mark.replace('words', 'shared')
