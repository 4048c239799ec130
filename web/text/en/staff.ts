/** Words that all pages of the research side share. */
export const staff = {
  'staff.failed.not-found': 'This is not in the study',
  'staff.failed.forbidden': 'This page is not for your role',
  'staff.failed.invalid-request': 'The address is not complete',
  'staff.failed.other': 'This page could not be loaded',
  'staff.toWaves': 'All waves',
  'staff.trail': 'Where you are',
  'staff.toInstruments': 'Instruments',
  'staff.threads': 'Threads shared by administrations',
  'staff.fieldwork': 'Deadlines and letters',
  'staff.versions': 'Versions of the questionnaire',
} as const
