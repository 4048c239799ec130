/** Until when, in words. */
export const deadline = {
  'deadline.left': '{date}, in {n|one:# day|other:# days}',
  'deadline.today': '{date}, which is today',
  'deadline.passed': '{date}, {n|one:# day|other:# days} ago',
  'deadline.stillOpen': 'The deadline has passed. Nothing is locked: answers can still be given and submitted.',
  'deadline.by': 'by {date}',
  'deadline.overdue': 'overdue since {date}',
} as const
