import type { Locator, Page } from 'playwright-core'
import {
  type Answer,
  type Answers,
  type Context,
  evaluate,
  type FormItem,
  givenValue,
  type Instrument,
  pagesOf,
  parseKey,
  withAnswer,
} from '#engine'
import type { FormGroup, FormSection } from '../../instruments/engine/form/form.ts'
import { chooseOne, chooseSeveral, rank } from './filling/choices.ts'
import { fillGrid, fillTwoAnswers } from './filling/grids.ts'
import { asList, declare, type Fill, type Filling, groupOf, type Place } from './filling/place.ts'
import { attach, share, typeDate, type as typeText } from './filling/typing.ts'

/** How a person answers each type of question. */
const fills: { readonly [T in FormItem['type']]: Fill } = {
  single_choice: chooseOne,
  yes_no: chooseOne,
  multiple_choice: chooseSeveral,
  register_pick: chooseSeveral,
  ranking: rank,
  integer: typeText,
  decimal: typeText,
  year: typeText,
  text: typeText,
  long_text: typeText,
  url: typeText,
  email: typeText,
  date: typeDate,
  constant_sum: share,
  file: attach,
  grid: fillGrid,
  two_answer_grid: fillTwoAnswers,
  roster: addRecords,
  note: async () => {},
}

/** Somebody who knows all answers, and gives those that are asked for. */
export interface Knowledge {
  readonly instrument: Instrument
  readonly context: Context
  readonly answers: Answers
  readonly typedAs?: Readonly<Record<string, string>>
  readonly attachments?: Readonly<Record<string, NonNullable<Filling['attachment']>>>
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

async function addRecords({ value, before, ...place }: Filling): Promise<void> {
  const rows = asList(before).length
  for (let at = rows; at < asList(value).length; at += 1) {
    await groupOf(place)
      .getByRole('button', { name: /^\+? ?Add an(other)? entry$/ })
      .click()
  }
}

/** The questions of a page as they stand now, those in records with the record they stand in. */
function placesOn(page: Page, items: readonly FormItem[], scope: Locator = page.getByRole('main')): readonly Place[] {
  return items
    .filter((item) => item.relevant)
    .flatMap((item) => [
      { item, scope },
      ...item.records.flatMap((record, at) =>
        placesOn(page, record.items, groupOf({ item, scope }).getByRole('listitem').nth(at)),
      ),
    ])
}

/** Answers everything the page asks and the person knows; returns what is answered then. */
export async function fillPage(page: Page, knowledge: Knowledge, given: Answers, group: string): Promise<Answers> {
  let answers = given
  await page.getByRole('heading', { level: 1, name: groupIn(knowledge, answers, group).title }).waitFor()
  // an answer may open a further question on the same page
  for (;;) {
    const next = placesOn(page, groupIn(knowledge, answers, group).items).find(
      ({ item: { key } }) => knowledge.answers[key] !== undefined && !same(answers[key], knowledge.answers[key]),
    )
    const answer = next && knowledge.answers[next.item.key]
    if (next === undefined || answer === undefined) return answers
    await give(next, answer, knowledge, answers[next.item.key])
    answers = withAnswer(answers, parseKey(next.item.key), answer)
  }
}

function groupIn({ instrument, context }: Knowledge, answers: Answers, group: string): FormGroup {
  const shown = pagesOf(evaluate(instrument, answers, context)).find((candidate) => candidate.group.group === group)
  if (shown === undefined) throw new Error(`${group} is not on the path`)
  return shown.group
}

async function give(place: Place, answer: Answer, knowledge: Knowledge, before: Answer | undefined): Promise<void> {
  const { item, scope } = place
  if (item.row !== undefined) await open(scope)
  if ('missing' in answer) return declare(place, answer)
  await fills[item.type]({
    ...place,
    value: answer.value,
    before: givenValue(before),
    typed: knowledge.typedAs?.[item.key],
    attachment: knowledge.attachments?.[item.key],
  })
}

/** Records may be folded up. */
async function open(record: Locator): Promise<void> {
  const details = record.getByRole('group').first()
  if ((await details.getAttribute('open')) === null) await record.locator('summary').first().click()
}

/** Goes on to the next page of the section, or back to the list of sections after the last. */
export async function goOn(page: Page): Promise<void> {
  const before = page.url()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.waitForURL((url) => url.href !== before)
}

export const groupShown = (page: Page): string => new URL(page.url()).pathname.split('/')[3] ?? ''

/** From the list of sections through all pages of one and back. `visit` may do other things on a page first. */
export async function fillSection(
  page: Page,
  knowledge: Knowledge,
  given: Answers,
  section: Pick<FormSection, 'title'>,
  visit: (group: string, answers: Answers) => Promise<Answers> = async (_group, answers) => answers,
): Promise<Answers> {
  await page.getByRole('link', { name: section.title, exact: true }).click()
  let answers = given
  for (let group = await arrived(page); group !== ''; group = await arrived(page)) {
    answers = await fillPage(page, knowledge, await visit(group, answers), group)
    await goOn(page)
  }
  return answers
}

async function arrived(page: Page): Promise<string> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  return groupShown(page)
}
