/** How a number that stands for a date or a time is shown. */
export interface DateFormat {
  readonly date: boolean
  readonly time: boolean
  /** `[h]:mm` counts on after midnight. */
  readonly elapsed: boolean
}

const date: DateFormat = { date: true, time: false, elapsed: false }
const time: DateFormat = { date: false, time: true, elapsed: false }

/** Formats every spreadsheet program knows by number (ECMA-376 part 1, 18.8.30); 27–36 and 50–58 are East Asian dates. */
function builtIn(id: number): DateFormat | undefined {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return date
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return time
  if (id === 22) return { date: true, time: true, elapsed: false }
  return id === 46 ? { date: false, time: true, elapsed: true } : undefined
}

/** A format of a workbook's own, by its code; `undefined` when it does not show dates or times. */
export function dateFormat(id: number, code: string | undefined): DateFormat | undefined {
  if (code === undefined) return builtIn(id)
  const elapsed = /\[[hms]+\]/i.test(code)
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[[^\]]*\]?/g, (part) => (/^\[[hms]+\]$/i.test(part) ? part : ''))
    .replace(/general/gi, '')
  const hasTime = elapsed || /[hs]|am\/pm|a\/p/i.test(bare)
  // an m beside hours or seconds is minutes
  const hasDate = /[yd]/i.test(bare) || (!hasTime && /m/i.test(bare))
  return hasDate || hasTime ? { date: hasDate, time: hasTime, elapsed } : undefined
}

/** The day a serial number of a workbook counts from. */
export type Epoch = 1900 | 1904

const dayMs = 86_400_000
const lastDay = 2_958_465
const before1900 = Date.UTC(1899, 11, 31)
const start1904 = Date.UTC(1904, 0, 1)

/** A serial number as ISO 8601: a day, a time of day, or both; undefined when it is outside of the calendar. */
export function serialText(serial: number, format: DateFormat, epoch: Epoch): string | undefined {
  if (serial < 0 || serial >= lastDay + 1) return undefined
  const seconds = Math.round((serial % 1) * 86_400)
  const clock = clockText(seconds)
  if (format.elapsed) return clockText(Math.round(serial * 86_400))
  if (!format.date || (serial < 1 && epoch === 1900)) return clock
  const day = dayText(Math.floor(serial), epoch)
  return format.time ? `${day}T${clock}` : day
}

function dayText(days: number, epoch: Epoch): string {
  if (epoch === 1904) return isoDay(start1904 + days * dayMs)
  // Lotus 1-2-3 took 1900 for a leap year, and every spreadsheet since counts its 29 February
  if (days === 60) return '1900-02-29'
  return isoDay(before1900 + (days > 60 ? days - 1 : days) * dayMs)
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
