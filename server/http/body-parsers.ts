import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { problem } from '../problems.ts'

/** JSON and nothing else; bytes that are not UTF-8 are refused rather than silently replaced. */
export function registerJsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body as Buffer)) return done(problem('malformed-request', 'The request is not UTF-8 text.'))
    parse(request, body.toString(), (error, value) => {
      if (!error) return done(null, value)
      done(
        problem('malformed-request', 'The request is not valid JSON, or has a field named __proto__ or constructor.'),
      )
    })
  })
}

/** For endpoints that take a file: any content type, kept as bytes. */
export function registerBytesParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}
