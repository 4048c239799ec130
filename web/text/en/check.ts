/** All answers in words, before they are submitted or cleared. */
export const check = {
  'respond.check.lead': 'Everything you have answered, in words. Nothing is sent until you submit.',
  'respond.check.open': 'Still needed',
  'respond.check.fix': 'To be corrected',
  'respond.check.change': 'Change',
  'respond.check.changeOf': 'Change the answer to: {label}',
  'respond.check.answer': 'Answer',
  'respond.check.answerTo': 'Give an answer to: {label}',
  'respond.check.notProvided': 'Not provided',
  'respond.check.onwards': 'Go on to submit',
  'respond.check.print': 'Print',
  'respond.check.renderings': 'Answers in English',
} as const
