const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

/** Reads an archive of stored files from its directory at the end, as an unpacking program does. */
export function readStoredZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new Error('the archive has no directory')
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new Error(`no entry of the directory at ${at}`)
    if (zip.readUInt16LE(at + 10) !== 0) throw new Error('the file is not merely stored')
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    const header = zip.readUInt32LE(at + 42)
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
    files.set(zip.toString('utf8', at + 46, at + 46 + name), zip.subarray(start, start + zip.readUInt32LE(at + 24)))
    at += 46 + name + extra + comment
  }
  return files
}
