import { problem } from '../problems.ts'
import { type PrintLimits, type PrintOutcome, type PrintProcess, startPrinting } from './print-process.ts'

/** Makes PDF files of our own print pages. */
export interface Printer {
  /** The page as a PDF; refused with a named problem when there is no browser, too many wait, or it fails. */
  print(html: string): Promise<Buffer>
  /** Ends what is being printed and refuses what waits. */
  close(): void
}

export interface PrinterOptions {
  /** Undefined: this server prints nothing. */
  readonly chromium: string | undefined
  readonly limits?: PrintLimits
  /** How many may wait; one is printed at a time, for a browser takes some 600 MB. */
  readonly mostWaiting?: number
}

const usualLimits: PrintLimits = { timeoutMs: 60_000, mostBytes: 50_000_000 }
const usualWaiting = 6
const mostHtml = 20_000_000

export function makePrinter({ chromium, limits = usualLimits, mostWaiting = usualWaiting }: PrinterOptions): Printer {
  const state: { running: PrintProcess | undefined; waiting: number; closed: boolean; last: Promise<unknown> } = {
    running: undefined,
    waiting: 0,
    closed: false,
    last: Promise.resolve(),
  }
  const next = async (path: string, html: string): Promise<PrintOutcome> => {
    if (state.closed) return { failed: 'stopped' }
    state.running = startPrinting(path, html, limits)
    try {
      return await state.running.done
    } finally {
      state.running = undefined
    }
  }
  return {
    async print(html) {
      if (chromium === undefined) throw problem('pdf-unavailable', noBrowser)
      if (html.length > mostHtml) throw problem('too-large', 'This paper is too long to be printed here.')
      if (state.waiting > mostWaiting)
        throw problem('temporarily-unavailable', 'Several papers are being printed; try again in a minute.')
      state.waiting += 1
      const turn = state.last.then(() => next(chromium, html))
      state.last = turn.catch(() => undefined)
      try {
        return pdfOf(await turn)
      } finally {
        state.waiting -= 1
      }
    },
    close() {
      state.closed = true
      state.running?.kill()
    },
  }
}

const noBrowser =
  'This server has no Chromium to make PDF files with. Open the HTML copy and print it from your browser, which can keep it as a PDF.'

function pdfOf(outcome: PrintOutcome): Buffer {
  if ('pdf' in outcome) return outcome.pdf
  if (outcome.failed === 'too-large') throw problem('too-large', 'The PDF became too large.')
  if (outcome.failed === 'stopped') throw problem('temporarily-unavailable', 'The server is being stopped.')
  if (outcome.failed === 'timeout')
    throw problem(
      'temporarily-unavailable',
      'Printing took too long; try again, or print the HTML copy from your browser.',
    )
  throw problem(
    'pdf-unavailable',
    'The Chromium of this server did not print. Open the HTML copy and print it from your browser.',
  )
}
