import type { HouseLists } from '../../instruments/exchange/sources/draft.ts'
import { engineLists } from '../../instruments/exchange/sources/renames.ts'
import { readSources } from '../../scripts/instruments/sources.ts'

/** The lists every instrument carries, as the product words them. */
export async function houseLists(): Promise<HouseLists> {
  const { codeLists, codeListTexts } = await readSources('nat')
  const isOurs = (name: string): boolean => engineLists.some((one) => one === name)
  return {
    codeLists: codeLists.filter(({ content }) => isOurs((content as { list: string }).list)),
    codeListTexts: Object.fromEntries(
      Object.entries(codeListTexts).map(([language, { path, content }]) => [
        language,
        { path, content: Object.fromEntries(Object.entries(content as object).filter(([name]) => isOurs(name))) },
      ]),
    ),
  }
}
