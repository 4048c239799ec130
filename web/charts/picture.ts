import { wrap } from './wrap.ts'

export interface PictureWords {
  readonly title: string
  readonly source: string
}

const margin = 24
const lead = 20

/** Save a drawn chart as a PNG with its title above and its source below, so that it can travel alone. */
export function savePicture(chart: HTMLCanvasElement, words: PictureWords): void {
  const picture = compose(chart, words)
  picture?.toBlob((file) => {
    if (file === null) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = `${words.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.png`
    link.click()
    // the browser reads the file after this function has ended
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }, 'image/png')
}

function compose(chart: HTMLCanvasElement, { title, source }: PictureWords): HTMLCanvasElement | undefined {
  const style = getComputedStyle(chart)
  const perLine = Math.floor(chart.clientWidth / 7.5)
  const above = wrap(title, perLine, 4)
  const below = wrap(source, perLine, 6)
  const scale = chart.width / Math.max(1, chart.clientWidth)
  const picture = document.createElement('canvas')
  picture.width = chart.width + 2 * margin * scale
  picture.height = chart.height + (2 * margin + lead * (above.length + below.length + 1)) * scale
  const pen = picture.getContext('2d')
  if (pen === null) return undefined
  pen.scale(scale, scale)
  pen.fillStyle = style.getPropertyValue('--surface')
  pen.fillRect(0, 0, picture.width, picture.height)
  pen.fillStyle = style.getPropertyValue('--ink')
  pen.font = `600 15px ${style.fontFamily}`
  above.forEach((line, at) => {
    pen.fillText(line, margin, margin + lead * (at + 0.5))
  })
  const top = margin + lead * above.length
  pen.drawImage(chart, margin, top, chart.clientWidth, chart.clientHeight)
  pen.font = `12px ${style.fontFamily}`
  pen.fillStyle = style.getPropertyValue('--ink-soft')
  below.forEach((line, at) => {
    pen.fillText(line, margin, top + chart.clientHeight + lead * (at + 1))
  })
  return picture
}
