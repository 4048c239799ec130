import type { Receipt } from '#contract'
import { type FontBytes, fontFaces, fontsFor } from '../paper/html/fonts.ts'
import { escaped, type Html, tag } from '../paper/html/markup.ts'
import { sheet } from '../paper/html/style.ts'

export interface ReceiptPage {
  readonly html: string
  /** Everything between the style tags, for a content security policy that names its hash. */
  readonly style: string
}

// the page may be opened from a disk, where no server says what it may load
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"

const rules = `@page{size:A4;margin:20mm 16mm}
.statement{margin:4mm 0;padding-left:4mm;border-left:1mm solid #2b3270}
table{width:100%;border-collapse:collapse;margin:2mm 0 4mm}
th,td{padding:1mm 2mm 1mm 0;border-bottom:.2mm solid #d8d2c4;text-align:left;vertical-align:top}
th{color:#565a70;font-weight:400}
code{font-family:monospace;font-size:8pt;overflow-wrap:anywhere}`

/** `2026-11-22T05:00:00.000Z` → `22 November 2026, 05:00:00 UTC`: the same wherever it is printed. */
const moment = (iso: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso))} UTC`

const fact = (label: string, value: Html): Html => tag('dt', {}, escaped(label)) + tag('dd', {}, value)
const code = (text: string): Html => tag('code', {}, escaped(text))

/** The receipt as one A4 page without script: what was submitted, who cleared it and signed, and how to verify it. */
export function writeReceiptPage(receipt: Receipt, bytes: FontBytes): ReceiptPage {
  const body = bodyOf(receipt)
  const style = [fontFaces(fontsFor(body), bytes), sheet, rules].join('\n')
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Receipt ${escaped(receipt.reference)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>
`
  return { html, style }
}

function bodyOf(receipt: Receipt): Html {
  const { attestation, instrument } = receipt
  const facts = [
    fact('Administration', escaped(receipt.unit)),
    fact('Collection', escaped(receipt.wave)),
    fact('Questionnaire', escaped(`${instrument.code}, version ${instrument.version}`)),
    fact('Submission', escaped(numberOf(receipt))),
    fact('Submitted', escaped(moment(receipt.submittedAt))),
    fact('Questions answered', String(receipt.answered)),
  ]
  return [
    tag('h1', {}, `Receipt ${escaped(receipt.reference)}`),
    receipt.synthetic ? tag('p', { class: 'notice' }, 'Synthetic: made up for a demonstration.') : '',
    tag('dl', { class: 'facts' }, facts.join('')),
    tag('h2', {}, 'Statement'),
    tag('p', { class: 'statement', lang: attestation.language ?? 'en' }, escaped(attestation.statement)),
    tag('p', {}, `${tag('strong', {}, escaped(attestation.name))}, ${escaped(attestation.title)}`),
    stepsOf(receipt),
    receipt.waiver === undefined ? '' : waiverOf(receipt.waiver),
    tag('h2', {}, 'Fingerprint and signature'),
    proofOf(receipt),
  ].join('')
}

const numberOf = ({ number, supersedes }: Receipt): string =>
  supersedes === undefined ? `number ${number}` : `number ${number}, in place of ${supersedes}`

function stepsOf({ steps = [] }: Receipt): Html {
  if (steps.length === 0) return tag('p', {}, 'No steps of clearance were defined; the focal point submitted.')
  const head = ['Step', 'For', 'Cleared by', 'When'].map((text) => tag('th', { scope: 'col' }, text)).join('')
  const rows = steps.map(({ step, title, sections, name, position, at }) =>
    tag(
      'tr',
      {},
      [
        `${step}. ${title}`,
        sections.length === 0 ? 'the whole response' : sections.join(', '),
        `${name}, ${position}`,
        moment(at),
      ]
        .map((text) => tag('td', {}, escaped(text)))
        .join(''),
    ),
  )
  return (
    tag('h2', {}, 'Clearance') +
    tag('table', {}, tag('thead', {}, tag('tr', {}, head)) + tag('tbody', {}, rows.join('')))
  )
}

const waiverOf = ({ reason, by, at }: NonNullable<Receipt['waiver']>): Html =>
  tag('p', {}, escaped(`Whoever signed was the last to edit. Waiver recorded by ${by}, ${moment(at)}: ${reason}`))

function proofOf({ sha256, bytes, signature, instrument }: Receipt): Html {
  const facts = [
    fact('SHA-256 of the submission', code(sha256)),
    fact('Its length', `${bytes} bytes`),
    fact('SHA-256 of the questionnaire', code(instrument.hash)),
    ...(signature === undefined
      ? []
      : [fact('Key', code(signature.key)), fact('Ed25519 signature', code(signature.value))]),
  ]
  const how =
    signature === undefined
      ? 'This submission was made before receipts were signed.'
      : 'The receipt as JSON carries the same signature and is verified without a connection: npm run admin -- verify-receipt receipt.json submission.json'
  return tag('dl', { class: 'facts' }, facts.join('')) + tag('p', {}, escaped(how))
}
