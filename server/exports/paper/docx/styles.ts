import type { IStylesOptions } from 'docx'
import { complexFont, region, textFont } from './text.ts'

export const ink = '1D2138'
export const soft = '565A70'
export const brand = '2B3270'
export const shade = 'F1EEE6'

const heading = (size: number, before: number, after: number, color = brand) => ({
  run: { size, sizeComplexScript: size, bold: true, boldComplexScript: true, color },
  paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
})

/** What every run and paragraph has unless it says otherwise. */
export const stylesFor = (language: string): IStylesOptions => ({
  default: {
    document: {
      run: {
        size: 20,
        sizeComplexScript: 20,
        font: { ascii: textFont, hAnsi: textFont, eastAsia: textFont, cs: complexFont(language) },
        color: ink,
        language: { value: region(language), bidirectional: region(language), eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: { after: 60, line: leading(language) } },
    },
    title: heading(36, 0, 120),
    heading1: heading(30, 240, 80),
    heading2: heading(24, 280, 60),
    heading3: heading(21, 200, 40, ink),
    heading4: heading(20, 100, 20, ink),
  },
})

// stacked marks need room; 240 is single spacing
const tall: readonly string[] = ['km', 'lo', 'my', 'th']
const leading = (language: string): number => (tall.includes(language) ? 330 : 259)
