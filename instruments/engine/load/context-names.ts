/** What a text may name of the unit and the wave, as `{wave_title}`; `form/piping.ts` fills them in. */
export const contextNames: readonly string[] = ['administration', 'wave_title', 'wave_year', 'reference_period']

/** What stands for the label of the current row of a roster, as `${row}`. */
export const rowName = 'row'
