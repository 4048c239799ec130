/** Sheets that only we write and read, for what no XLSForm says. */
export const ownSheets = ['mufakat_lists', 'mufakat_checks'] as const
