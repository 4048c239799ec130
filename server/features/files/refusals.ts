import type { ProblemName } from '#contract'
import { type Problem, problem } from '../../problems.ts'

export const kept =
  'PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument text (.odt), plain text'

/** Why a file is not kept, and what to do about it. */
const refusals = {
  'file.empty': ['invalid-request', 'This file is empty. Choose the file again.'],
  'file.kind': ['unsupported-media-type', `This file is of a kind that is not kept. Kept are: ${kept}.`],
  'file.markup': [
    'unsupported-media-type',
    `Web pages and drawings in SVG are not kept: they can hold programs. Print the page as PDF. Kept are: ${kept}.`,
  ],
  'file.macros': [
    'unsupported-media-type',
    'This file holds macros or other programs. Save it without them, as .docx, .xlsx, .pptx or PDF, and choose that file.',
  ],
  'file.old_office': [
    'unsupported-media-type',
    'This file is in the format of older Office programs. Open it, save it as .docx, .xlsx, .pptx or PDF, and choose that file.',
  ],
  'file.two_kinds': [
    'unsupported-media-type',
    'This file is two kinds of file in one. Save or print it anew, and choose the new file.',
  ],
  'file.ending': ['unsupported-media-type', ''],
  'file.password': [
    'unreadable-file',
    'This file is protected by a password or restricted. Save it without protection, and choose that file.',
  ],
  'file.damaged': [
    'unreadable-file',
    'This file is cut short or damaged. Open it, save it anew, and choose that file.',
  ],
  'file.inflates': [
    'too-large',
    'Unpacked, this file would be far larger than it looks (more than 200 MB). Save a smaller one, or as PDF.',
  ],
  'file.pixels': ['too-large', 'This picture has more than 100 million points. Make it smaller, and choose that file.'],
  'file.malware': [
    'unreadable-file',
    'The virus scanner of this server found something in this file. It was not kept.',
  ],
} as const satisfies Record<string, readonly [ProblemName, string]>

export type RefusalCode = keyof typeof refusals

/** `throw refusal('file.macros')` */
export function refusal(code: RefusalCode, said?: string): Problem {
  const [name, sentence] = refusals[code]
  const message = said ?? sentence
  return problem(name, message, [{ pointer: '', code, message }])
}
