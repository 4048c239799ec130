/** Words of the shell and of every page. */
export const common = {
  'common.product': 'Mufakat',
} as const
