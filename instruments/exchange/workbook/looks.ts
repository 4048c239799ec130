import type { Look } from './written-workbook.ts'

/** Each look has a number, so that the same four properties are the same style in every workbook. */
const properties = ['bold', 'wrapped', 'open', 'asTyped'] as const

/** The number of the style a cell with this look has. */
export const styleOf = (look: Look): number =>
  properties.reduce((number, property, bit) => (look[property] === true ? number | (1 << bit) : number), 0)

/** `styles.xml` with one style for every look there can be. */
export function stylesXml(): string {
  const styles = Array.from({ length: 1 << properties.length }, (_, number) => {
    const [bold, wrapped, open, asTyped] = properties.map((_, bit) => (number & (1 << bit)) !== 0)
    return [
      `<xf numFmtId="${asTyped ? 49 : 0}" fontId="${bold ? 1 : 0}" fillId="0" borderId="0" xfId="0"`,
      ' applyNumberFormat="1" applyFont="1" applyAlignment="1" applyProtection="1">',
      `<alignment vertical="top"${wrapped ? ' wrapText="1"' : ''}/><protection locked="${open ? 0 : 1}"/></xf>`,
    ].join('')
  })
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${styles.length}">${styles.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('')
}
