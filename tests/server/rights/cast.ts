/** Who comes to the door of one administration's response, each once. */
export const cast = [
  'visitor',
  'withdrawn',
  'focal point',
  'alternate',
  'contributor',
  'contributor of A',
  'contributor of B01',
  'reviewer',
  'clearing officer',
  'coordinator',
  'researcher',
  'administrator',
  'focal point elsewhere',
] as const

export type Person = (typeof cast)[number]

/** What comes of asking: a status, or the name of a refusal, or what a case reads from the reply. */
export type Outcome = number | string

/** What each gets; whoever is not named is refused, as `refusalOf` says. */
export type Expected = Readonly<Partial<Record<Person, Outcome>>>

const group =
  (...people: readonly Person[]) =>
  (outcome: Outcome): Expected =>
    Object.fromEntries(people.map((person) => [person, outcome]))

export const everybody = group(...cast)
/** Everybody who has signed in, and was not withdrawn. */
export const signedIn = group(...cast.filter((person) => person !== 'visitor' && person !== 'withdrawn'))

/** Those who lead the response. */
export const leaders = group('focal point', 'alternate')
export const officer = group('clearing officer')
/** Those who may answer A04, and those who may answer B01. */
export const writersOfA = group('focal point', 'alternate', 'contributor', 'contributor of A')
export const writersOfB = group('focal point', 'alternate', 'contributor', 'contributor of B01')
/** Those who answer. */
export const writers = group('focal point', 'alternate', 'contributor', 'contributor of A', 'contributor of B01')
/** Those who were asked for a part of the response and not for the rest. */
export const ofParts = group('contributor of A', 'contributor of B01')
/** Members who may read the whole response. */
export const readers = group('focal point', 'alternate', 'contributor', 'reviewer', 'clearing officer')
/** Everybody who was asked for something on the response, and still is. */
export const members = group(
  'focal point',
  'alternate',
  'contributor',
  'contributor of A',
  'contributor of B01',
  'reviewer',
  'clearing officer',
)

export const coordinator = group('coordinator')
export const researcher = group('researcher')
/** The research team. */
export const team = group('coordinator', 'researcher')
export const staff = group('coordinator', 'researcher', 'administrator')

/**
 * 401 for whoever has not signed in, 403 for whoever may not do this at all. Who leads a response elsewhere may do what
 * focal points may, but finds nothing here.
 */
export function refusalOf(person: Person, expected: Expected, isOfOneResponse: boolean): number {
  if (person === 'visitor') return 401
  const leads = 'focal point' in expected && expected['focal point'] !== 403
  return person === 'focal point elsewhere' && isOfOneResponse && leads ? 404 : 403
}
