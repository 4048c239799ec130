import type { Option } from '../../../web/items/engine.ts'

/** What the samples offer to choose from. */
export const options = (
  labels: Readonly<Record<string, string>>,
  exclusive: readonly string[] = [],
): readonly Option[] =>
  Object.entries(labels).map(([code, label]) => ({ code, label, note: '', exclusive: exclusive.includes(code) }))

export const useCases = options({
  uc01: 'Information broadcast',
  uc04: 'Complaints and redress',
  uc06: 'Emergency alert',
  uc08: 'Consultation on drafts',
})
export const objectives = options({
  o1: 'Service delivery',
  o2: 'Transparency and accountability',
  o3: 'Citizen engagement',
  o4: 'People’s participation',
  o5: 'Reach of information',
})
export const platforms = options({
  facebook: 'Facebook',
  messenger: 'Messenger',
  instagram: 'Instagram',
  threads: 'Threads',
  whatsapp: 'WhatsApp',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  x: 'X (formerly Twitter)',
  line: 'LINE',
  zalo: 'Zalo',
  telegram: 'Telegram',
  viber: 'Viber',
  wechat: 'WeChat',
  linkedin: 'LinkedIn',
})
export const status = options({
  not_used: 'Not used',
  planned: 'Planned',
  pilot: 'Pilot',
  operational_some: 'In operation at some bodies',
  established_most: 'Established at most bodies',
})
export const severity = options({ none: 'Not an issue', minor: 'Minor', moderate: 'Moderate', severe: 'Severe' })
export const measures = options(
  { rule: 'Rule or policy', training: 'Training', technical: 'Technical control', staffing: 'Staff', none: 'None' },
  ['none'],
)
export const issues = options(
  Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`i${String(at + 1).padStart(2, '0')}`, issueLabel(at)])),
)

function issueLabel(at: number): string {
  const named = [
    'Bandwidth and connectivity',
    'Fit with older systems',
    'Sites blocked at work',
    'Skills of staff',
    'Supply of training',
    'Staff time for answering round the clock',
    'Budget for content and advertising',
    'Unclear legal basis',
    'Platform terms against public law',
  ]
  return named[at] ?? `Issue ${at + 1} of the study’s list`
}
