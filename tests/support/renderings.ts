import type { LightMyRequestResponse } from 'fastify'
import type { OpenAnswer } from '#contract'
import type { Respondent } from './respondent.ts'

export const khmer = 'ក្រសួងប្រៃសណីយ៍ប្រើហ្វេសប៊ុកដើម្បីជូនដំណឹង។'
export const thai = 'กระทรวงใช้เฟซบุ๊กเพื่อแจ้งข่าวสาร'

export const openAnswers = async (of: Respondent): Promise<OpenAnswer[]> =>
  (await of.send('GET', '/renderings')).json().answers

/** The first there is. */
export async function openAnswer(of: Respondent): Promise<OpenAnswer> {
  const [found] = await openAnswers(of)
  if (found === undefined) throw new Error('there is no open answer')
  return found
}

/** Renders the answer as it reads now, in Khmer unless it says otherwise. */
export async function render(of: Respondent, text: string, more: object = {}): Promise<LightMyRequestResponse> {
  const { item, row, sha256, number } = await openAnswer(of)
  const seen = { item, ...(row !== undefined && { row }), sha256, number }
  return of.send('POST', '/renderings', { id: crypto.randomUUID(), ...seen, language: 'km', text, ...more })
}

export const review = async (of: Respondent, decision = 'reviewed'): Promise<LightMyRequestResponse> =>
  of.send('POST', `/renderings/${(await openAnswer(of)).rendering?.id}/reviews`, { decision })
