import type { FastifyInstance } from 'fastify'
import { findChromium } from '../../printing/chromium-path.ts'
import { makePrinter, type Printer } from '../../printing/printer.ts'

const printers = new WeakMap<FastifyInstance, Printer>()

/** The one printer of a server: a browser takes so much memory that all papers wait for the same. */
export function sharedPrinter(app: FastifyInstance): Printer {
  const known = printers.get(app)
  if (known !== undefined) return known
  const printer = makePrinter({ chromium: findChromium(app.config.chromiumPath) })
  printers.set(app, printer)
  app.addHook('preClose', async () => printer.close())
  return printer
}
