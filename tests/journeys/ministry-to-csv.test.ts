import { afterAll, beforeAll, expect } from 'vitest'
import { journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { openSite, type Site } from '../support/site.ts'
import {
  answerEverything,
  checkAnswers,
  compareReceipt,
  compareWithDatabase,
  openLink,
  seeItClosed,
  submit,
} from './ministry.ts'
import {
  compareGrid,
  compareMultipleChoice,
  compareRanking,
  compareSingleChoice,
  exportFiles,
  readCountry,
  readMatrix,
  signIn,
} from './researcher.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
  const others = ['brn', 'khm', 'idn', 'sgp', 'tha'] as const
  for (const [at, code] of others.entries()) await eleven.submit(code, at + 1)
  await eleven.submit('vnm', 6, { b: 'do_not_publish' })
})

afterAll(() => site.close())

journey(
  'a ministry answers everything and submits; a researcher counts in the exported files what the screen says',
  async ({ open }) => {
    const ministry = { site, eleven, page: await open() }
    await openLink(ministry)
    await answerEverything(ministry)
    await compareWithDatabase(ministry)
    await checkAnswers(ministry)
    const receipt = await submit(ministry)
    await compareReceipt(ministry, receipt)
    await seeItClosed(ministry)

    const research = { site, eleven, page: await open() }
    await signIn(research)
    await readMatrix(research)
    await readCountry(research, receipt)
    const exported = await exportFiles(research)
    expect(exported.responses).toHaveLength(7)
    await compareSingleChoice(research, exported)
    await compareMultipleChoice(research, exported)
    await compareGrid(research, exported)
    await compareRanking(research, exported)
  },
  5,
)
