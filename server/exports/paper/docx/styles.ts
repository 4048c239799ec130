import { BorderStyle, type IStylesOptions } from 'docx'
import { region, textFont } from './text.ts'

/** Twentieths of a point, Word's measure of distance, from millimetres. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

export const ink = '1D2138'
export const soft = '565A70'
export const brand = '2B3270'
export const line = '9A9688'
export const shade = 'F1EEE6'

export const thin = { style: BorderStyle.SINGLE, size: 4, color: line } as const
export const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' } as const
export const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}

const heading = (size: number, before: number, after: number, color = brand) => ({
  run: { size, sizeComplexScript: size, bold: true, boldComplexScript: true, color, font: textFont },
  paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
})

export const stylesFor = (language: string): IStylesOptions => ({
  default: {
    document: {
      run: {
        size: 20,
        sizeComplexScript: 20,
        font: textFont,
        color: ink,
        language: { value: region(language), bidirectional: region(language), eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: { after: 60, line: leading(language) } },
    },
    title: heading(36, 0, 120),
    heading1: heading(30, 240, 80),
    heading2: heading(24, 280, 60),
    heading3: heading(21, 200, 40, ink),
    heading4: heading(20, 120, 30, ink),
  },
})

// stacked marks need room; 240 is single spacing
const tall: readonly string[] = ['km', 'lo', 'my', 'th']
const leading = (language: string): number => (tall.includes(language) ? 330 : 264)
