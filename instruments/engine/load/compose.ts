import type { z } from 'zod'
import type { Bundle, CodeList, CodeListTexts, ItemDefinition, SectionDefinition, Texts } from '../definition/bundle.ts'
import { sourcesOf } from '../items/index.ts'
import type { DefinitionFault, InstrumentSources, SourceFile } from './fault.ts'
import { codeListSchema, codeListTextsSchema, instrumentSchema, sectionSchema, textsSchema } from './schema.ts'

/** Lists every instrument carries: the engine words missing reasons, units and added options with them. */
const alwaysUsed = ['yes_no', 'common', 'missing_reason', 'unit', 'research_question', 'asean_member'] as const

export type Composed =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly faults: readonly DefinitionFault[] }

/** Put the files of a definition together into one bundle, or say which of them is not shaped as it should be. */
export function compose(sources: InstrumentSources): Composed {
  const faults: DefinitionFault[] = []
  const shaped = <S extends z.ZodType>(schema: S, file: SourceFile): z.output<S> | undefined => {
    const parsed = schema.safeParse(file.content)
    if (parsed.success) return parsed.data
    faults.push(...shapeFaults(parsed.error, file))
    return undefined
  }
  const head = shaped(instrumentSchema, sources.instrument)
  const sections = sources.sections.map((file) => shaped(sectionSchema, file) as SectionDefinition | undefined)
  const lists = sources.codeLists.map((file) => shaped(codeListSchema, file))
  const texts = mapFiles(sources.texts, (file) => shaped(textsSchema, file))
  const listTexts = mapFiles(sources.codeListTexts, (file) => shaped(codeListTextsSchema, file))
  if (head === undefined || faults.length > 0) return { ok: false, faults }
  const ordered = head.sections.map((code) => sections.find((section) => section?.section === code))
  const absent = head.sections.filter((_, at) => ordered[at] === undefined)
  if (absent.length > 0) return { ok: false, faults: absent.map((code) => noSection(code, sources.instrument.path)) }
  const complete = ordered.filter((section) => section !== undefined)
  const used = usedLists(complete)
  const codeLists = Object.fromEntries(
    lists.filter((list) => list !== undefined && used.has(list.list)).map((list) => [list?.list, list]),
  ) as unknown as Record<string, CodeList>
  return {
    ok: true,
    bundle: {
      ...head,
      sections: complete,
      codeLists,
      texts: Object.fromEntries(
        head.languages.map((language) => [language, withLists(texts[language], listTexts[language], used)]),
      ),
    },
  }
}

const mapFiles = <T>(files: Readonly<Record<string, SourceFile>>, map: (file: SourceFile) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(files).map(([language, file]) => [language, map(file)]))

type ParsedTexts = z.output<typeof textsSchema> | undefined
type ParsedListTexts = z.output<typeof codeListTextsSchema> | undefined

function withLists(texts: ParsedTexts, lists: ParsedListTexts, used: ReadonlySet<string>): Texts {
  const labels = Object.entries(lists ?? {}).filter(([list]) => used.has(list))
  return {
    instrument: { title: '' },
    sections: {},
    groups: {},
    items: {},
    checks: {},
    ...texts,
    codeLists: Object.fromEntries(labels) as Record<string, CodeListTexts>,
  } as Texts
}

function usedLists(sections: readonly SectionDefinition[]): ReadonlySet<string> {
  const used = new Set<string>(alwaysUsed)
  const visit = (definition: ItemDefinition): void => {
    const { options, rows, columns = [], registers = [] } = sourcesOf(definition)
    for (const list of [options?.list, rows?.list, ...columns.map((column) => column.list), ...registers]) {
      if (list !== undefined) used.add(list)
    }
    if (definition.type === 'roster') definition.items.forEach(visit)
  }
  for (const section of sections) for (const group of section.groups) group.items.forEach(visit)
  return used
}

function shapeFaults(error: z.ZodError, file: SourceFile): readonly DefinitionFault[] {
  return error.issues.map((issue) => ({
    rule: 'shape',
    file: file.path,
    pointer: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message: issue.message,
    severity: 'fault',
  }))
}

const noSection = (code: string, file: string): DefinitionFault => ({
  rule: 'section-file',
  file,
  pointer: '/sections',
  message: `Section ${code} has no file of its own.`,
  severity: 'fault',
})
