import type { Transaction } from 'kysely'
import type { CodeList, CodeListTexts } from '../../../instruments/engine/definition/bundle.ts'
import type { HouseLists } from '../../../instruments/exchange/sources/draft.ts'
import type { Tables } from '../../database/tables.ts'
import { findCodeLists } from './store.ts'

/** The code lists of all released instruments, the newest of each: what an imported questionnaire may build on. */
export async function houseLists(db: Transaction<Tables>): Promise<HouseLists> {
  const lists = new Map<string, CodeList>()
  const texts = new Map<string, Map<string, CodeListTexts>>()
  for (const { codeLists, texts: worded } of await findCodeLists(db)) {
    for (const [name, list] of Object.entries(codeLists)) lists.set(name, list)
    for (const [language, { codeLists: labels }] of Object.entries(worded)) {
      const known = texts.get(language) ?? new Map<string, CodeListTexts>()
      for (const [name, labelled] of Object.entries(labels)) known.set(name, labelled)
      texts.set(language, known)
    }
  }
  return {
    codeLists: Array.from(lists.values(), (content) => ({ path: `released code list ${content.list}`, content })),
    codeListTexts: Object.fromEntries(
      Array.from(texts, ([language, labelled]) => [
        language,
        { path: `released labels in ${language}`, content: Object.fromEntries(labelled) },
      ]),
    ),
  }
}
