import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { writeWorkbook } from '../../instruments/exchange/workbook/write-workbook.ts'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { sidewaysScroll } from '../support/layout.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven
beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
})
afterAll(() => site.close())

/** A research team's own questionnaire in two languages; `type` is the one of its second question. */
async function spreadsheet(type: string): Promise<string> {
  const path = join(tmpdir(), `mufakat-${process.pid}-${type.replaceAll(' ', '-')}.xlsx`)
  const sheets = [
    {
      name: 'survey',
      rows: [
        ['type', 'name', 'label::English (en)', 'label::ខ្មែរ (km)', 'relevant'],
        ['begin_group', 'use', 'Use of social media', 'ការប្រើប្រាស់បណ្តាញសង្គម', ''],
        [type, 'uses', 'Does the body use social media?', 'តើស្ថាប័នប្រើបណ្តាញសង្គមទេ?', ''],
        ['integer', 'accounts', 'How many accounts does it have?', 'តើមានគណនីប៉ុន្មាន?', "${uses} = 'yes'"],
        ['end_group', '', '', '', ''],
      ],
    },
    {
      name: 'choices',
      rows: [
        ['list_name', 'name', 'label::English (en)', 'label::ខ្មែរ (km)'],
        ['answer', 'yes', 'Yes', 'បាទ/ចាស'],
        ['answer', 'no', 'No', 'ទេ'],
      ],
    },
    {
      name: 'settings',
      rows: [
        ['form_title', 'form_id', 'version', 'default_language'],
        ['Use check', 'use_check', '1.0.0', 'English (en)'],
      ],
    },
  ]
  await writeFile(path, await buffer(writeWorkbook({ sheets })))
  return path
}

async function look(page: Page): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await barriers(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBeUndefined()
  }
}

journey('a coordinator brings in a spreadsheet, mends it, tries it out and releases it', async ({ open }) => {
  const { email, password } = await eleven.account('coordinator')
  const page = await open()
  await page.goto(`${site.address}/sign-in`)
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'Instruments' }).click()
  await page.getByRole('heading', { level: 1, name: 'Instruments' }).waitFor()
  await look(page)
  await page.getByRole('link', { name: 'Bring in a questionnaire' }).click()

  await page.getByLabel('Questionnaire file').setInputFiles(await spreadsheet('selectone answer'))
  await page.getByText(/stands? in the way of a release/).waitFor()
  await page.getByText('survey!A3').waitFor()
  await look(page)

  await page.getByLabel('Questionnaire file').setInputFiles(await spreadsheet('select_one answer'))
  await page.getByText('Everything in this file has a place').waitFor()
  // only who says yes is asked how many
  expect(await page.getByRole('textbox').count()).toBe(0)
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.getByRole('textbox', { name: 'How many accounts does it have?' }).waitFor()
  await page.getByLabel('Language').selectOption('km')
  await page.getByText('តើមានគណនីប៉ុន្មាន?').waitFor()
  await look(page)

  await page.getByRole('button', { name: /^Release / }).click()
  await page.getByRole('heading', { level: 1, name: 'Use check' }).waitFor()
  await look(page)
  await page.getByRole('link', { name: 'Instruments' }).click()
  await page.getByRole('link', { name: 'Use check' }).waitFor()
})
