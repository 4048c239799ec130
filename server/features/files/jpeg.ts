import type { FileNotice } from '#contract'
import { withoutLocation } from './picture-location.ts'
import { refusal } from './refusals.ts'

/** A picture as it is kept, and what was taken out of it. */
export interface CleanPicture {
  readonly content: Buffer
  readonly notices: readonly FileNotice[]
}

export const mostPixels = 100_000_000

interface Segment {
  readonly marker: number
  /** Of the whole segment, with its marker. */
  readonly start: number
  readonly end: number
  /** Marker and length come before it. */
  readonly body: Buffer
}

interface Jpeg {
  readonly segments: readonly Segment[]
  /** Behind the marker that ends the picture. */
  readonly end: number
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** A JPEG without the place where it was taken and without anything behind its end; refuses what is cut short or too large. */
export function cleanJpeg(bytes: Buffer): CleanPicture {
  const jpeg = walk(bytes)
  const frame = jpeg?.segments.find(({ marker }) => isFrame(marker))
  if (jpeg === undefined || frame === undefined || frame.body.length < 6) throw refusal('file.damaged')
  const pixels = frame.body.readUInt16BE(1) * frame.body.readUInt16BE(3)
  if (pixels === 0) throw refusal('file.damaged')
  if (pixels > mostPixels) throw refusal('file.pixels')
  const notices = new Set<FileNotice>()
  const parts: Buffer[] = []
  let at = 0
  for (const segment of jpeg.segments) {
    const body = cleanSegment(segment)
    if (body === segment.body) continue
    notices.add('location_removed')
    parts.push(bytes.subarray(at, segment.start))
    if (body !== undefined) parts.push(bytes.subarray(segment.start, segment.start + 4), body)
    at = segment.end
  }
  if (jpeg.end < bytes.length) notices.add('trailing_removed')
  if (notices.size === 0) return { content: bytes, notices: [] }
  parts.push(bytes.subarray(at, jpeg.end))
  return { content: Buffer.concat(parts), notices: Array.from(notices) }
}

const exif = 'Exif\0\0'
const xmp = /^http:\/\/ns\.adobe\.com\/(xap|xmp)\//

/** What stays of a segment: all of it, the same with the place blanked out, or nothing. */
function cleanSegment({ marker, body }: Segment): Buffer | undefined {
  if (marker !== 0xe1) return body
  if (body.toString('latin1', 0, 6) === exif) {
    const inside = body.subarray(6)
    const clean = withoutLocation(inside)
    if (clean === inside) return body
    return clean && Buffer.concat([body.subarray(0, 6), clean])
  }
  const says = body.toString('latin1')
  return xmp.test(says) && /GPS/i.test(says) ? undefined : body
}

/** From marker to marker until the picture ends; undefined when it does not. Source: ITU-T T.81, annex B. */
function walk(bytes: Buffer): Jpeg | undefined {
  const segments: Segment[] = []
  let at = 2
  let scanned = false
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker === 0xd9) return scanned ? { segments, end: at + 2 } : undefined
    else if (isAlone(marker)) at += 2
    else {
      if (at + 4 > bytes.length) return undefined
      const end = at + 2 + bytes.readUInt16BE(at + 2)
      if (end < at + 4 || end > bytes.length) return undefined
      segments.push({ marker, start: at, end, body: bytes.subarray(at + 4, end) })
      if (marker === 0xda) scanned = true
      at = marker === 0xda ? afterScan(bytes, end) : end
    }
  }
  return undefined
}

/** Within a scan FF is followed by 00 or by a restart marker. */
function afterScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0 && !isAlone(next)) return at
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}
