import type { Page } from 'playwright-core'

/** Through a personal link to the sections. */
export async function enterBy(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Continue' }).click()
  await goToSections(page)
}

/** Whoever begins comes to the start page first. */
export async function goToSections(page: Page): Promise<void> {
  await page.waitForURL(/\/respond(\/start)?$/)
  if (page.url().endsWith('/start')) await page.getByRole('link', { name: /^(Start|Go on|Read the answers)$/ }).click()
  await page.getByRole('progressbar').waitFor()
}
