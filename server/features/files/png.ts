import { crc32 } from 'node:zlib'
import type { FileNotice } from '#contract'
import { type CleanPicture, mostPixels } from './jpeg.ts'
import { withoutLocation } from './picture-location.ts'
import { refusal } from './refusals.ts'

const signatureLength = 8

/** A PNG without the place where it was taken and without anything behind its end. Source: PNG (third edition) §5. */
export function cleanPng(bytes: Buffer): CleanPicture {
  const notices = new Set<FileNotice>()
  const parts: Buffer[] = [bytes.subarray(0, signatureLength)]
  let at = signatureLength
  let type = ''
  while (type !== 'IEND') {
    if (at + 12 > bytes.length) throw refusal('file.damaged')
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw refusal('file.damaged')
    const named = bytes.subarray(at + 4, end - 4)
    if (crc32(named) !== bytes.readUInt32BE(end - 4)) throw refusal('file.damaged')
    const isFirst = type === ''
    type = named.toString('latin1', 0, 4)
    if (isFirst) refuseSize(type, named.subarray(4))
    if (hasLocation(type, named.subarray(4))) notices.add('location_removed')
    else parts.push(bytes.subarray(at, end))
    at = end
  }
  if (at < bytes.length) notices.add('trailing_removed')
  return notices.size === 0
    ? { content: bytes, notices: [] }
    : { content: Buffer.concat(parts), notices: Array.from(notices) }
}

function refuseSize(type: string, header: Buffer): void {
  if (type !== 'IHDR' || header.length !== 13) throw refusal('file.damaged')
  const pixels = header.readUInt32BE(0) * header.readUInt32BE(4)
  if (pixels === 0) throw refusal('file.damaged')
  if (pixels > mostPixels) throw refusal('file.pixels')
}

function hasLocation(type: string, content: Buffer): boolean {
  if (type === 'eXIf') return withoutLocation(content) !== content
  const isNote = type === 'iTXt' || type === 'tEXt'
  return isNote && content.toString('latin1', 0, 17) === 'XML:com.adobe.xmp' && /GPS/i.test(content.toString('latin1'))
}
