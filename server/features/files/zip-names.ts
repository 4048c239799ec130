const endOfDirectory = 0x06054b50
const entry = 0x02014b50
const endLength = 22
const longestComment = 65_535
const mostEntries = 10_000

/** Names in the directory of a zip file, without unpacking anything; undefined when the directory is not sound. */
export function listZip(bytes: Buffer): readonly string[] | undefined {
  const end = findEnd(bytes)
  if (end === undefined) return undefined
  const count = bytes.readUInt16LE(end + 10)
  if (count > mostEntries) return undefined
  const names: string[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let read = 0; read < count; read += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entry) return undefined
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    names.push(bytes.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  return names
}

/** The directory's end stands at the end of the file, before a comment of up to 64 kB. */
function findEnd(bytes: Buffer): number | undefined {
  const least = Math.max(0, bytes.length - endLength - longestComment)
  for (let at = bytes.length - endLength; at >= least; at -= 1) {
    if (bytes.readUInt32LE(at) === endOfDirectory) return at
  }
  return undefined
}
