import type { SourceFile } from '#engine/load'
import type { HouseLists } from '../../instruments/exchange/sources/draft.ts'
import { engineLists } from '../../instruments/exchange/sources/renames.ts'
import { readShared } from './sources.ts'

const isEngineList = (name: string): boolean => engineLists.some((one) => one === name)

/** The lists every instrument carries, as the product words them: an import does not bring its own. */
export async function readHouseLists(): Promise<HouseLists> {
  const { codeLists, codeListTexts } = await readShared()
  return {
    codeLists: codeLists.filter(({ content }) => isEngineList((content as { list: string }).list)),
    codeListTexts: Object.fromEntries(
      Object.entries(codeListTexts).map(([language, file]) => [language, onlyEngineLists(file)]),
    ),
  }
}

const onlyEngineLists = ({ path, content }: SourceFile): SourceFile => ({
  path,
  content: Object.fromEntries(Object.entries(content as object).filter(([name]) => isEngineList(name))),
})
