/** Sentences that only some pages need, loaded with them. */
const sharedByStaff = async () => (await import('./en/staff.ts')).staff
const fieldwork = async () => ({
  ...(await import('./en/deadline.ts')).deadline,
  ...(await import('./en/fieldwork.ts')).fieldwork,
})

export const lateAreas = {
  evidence: async () => (await import('./en/evidence.ts')).evidence,
  findings: async () => ({
    ...(await sharedByStaff()),
    ...(await import('./en/renderings.ts')).renderings,
    ...(await import('./en/findings.ts')).findings,
  }),
  manage: async () => ({ ...(await sharedByStaff()), ...(await import('./en/manage.ts')).manage }),
  staff: sharedByStaff,
  contributions: async () => (await import('./en/contributions.ts')).contributions,
  start: async () => ({
    ...(await import('./en/deadline.ts')).deadline,
    ...(await import('./en/start.ts')).start,
  }),
  fieldwork,
  manageFieldwork: async () => ({
    ...(await sharedByStaff()),
    ...(await fieldwork()),
    ...(await import('./en/manage-fieldwork.ts')).manageFieldwork,
  }),
  people: async () => (await import('./en/people.ts')).people,
  signOut: async () => (await import('./en/sign-out.ts')).signOut,
  prefill: async () => (await import('./en/prefill.ts')).prefill,
  renderings: async () => (await import('./en/renderings.ts')).renderings,
  submit: async () => (await import('./en/submit.ts')).submit,
  clearance: async () => ({
    ...(await import('./en/check.ts')).check,
    ...(await import('./en/submit.ts')).submit,
    ...(await import('./en/clearance.ts')).clearance,
  }),
  threads: async () => (await import('./en/threads.ts')).threads,
  sharedThreads: async () => ({ ...(await sharedByStaff()), ...(await import('./en/threads.ts')).threads }),
  version: async () => (await import('./en/version.ts')).version,
} as const
