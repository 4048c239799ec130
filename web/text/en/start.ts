/** What a questionnaire is, who asks, how long it takes and what one needs, before the first answer. */
export const start = {
  'start.title': 'About this questionnaire',
  'start.asks': 'Who asks',
  'start.asks.text': '{study} asks {unit}, in the collection “{wave}”, about the time from {from} to {to}.',
  'start.you': 'What you are asked for',
  'start.you.contributor': '{by} asks you to answer. You write in your part and nowhere else.',
  'start.you.reviewer': '{by} asks you to read and to comment. You change no answer.',
  'start.you.clearing_officer':
    '{by} asks you to clear the response: to read it, and to clear it or to return it with a note.',
  'start.you.byFocalPoint': 'The focal point',
  'start.you.message': 'With these words:',
  'start.deadline': 'Until when',
  'start.deadline.yours': 'Please give your part back by {date}.',
  'start.deadline.late': 'Your part was asked for by {date}. You can still answer.',
  'start.deadline.whole': 'The research team asks for the whole response by {due}.',
  'start.deadline.none': 'The research team has set no day.',
  'start.deadline.more': 'Deadline, more time and letters',
  'start.languages':
    'Answer in words in the language that suits you; an English rendering can stand beside each answer.',
  'start.renderings': 'Answers in other languages',
  'start.long': 'How long it takes',
  'start.long.hours': 'About {n|one:# hour|other:# hours}',
  'start.long.minutes': 'About {n|one:# minute|other:# minutes}',
  'start.long.text':
    '{time} for {questions|one:# question|other:# questions} in {sections|one:# section|other:# sections} as things stand, not counting the time to find out; some answers lead to further questions. Nothing has to be done in one go: each answer is saved as it is given.',
  'start.long.part': '{questions|one:# question|other:# questions}. Each answer is saved as it is given.',
  'start.long.read': '{questions|one:# question|other:# questions} in {sections|one:# section|other:# sections}.',
  'start.need': 'What to have at hand',
  'start.need.figures': 'Figures: {n|one:# question|other:up to # questions}',
  'start.need.lists': 'Lists, one record after the other: {n|one:# question|other:up to # questions}',
  'start.need.files': 'Files: {n|one:# question|other:up to # questions}',
  'start.need.links': 'Web addresses: {n|one:# question|other:up to # questions}',
  'start.need.evidence':
    'Laws, policies and reports can be added once, as a file or a link, and cited from any answer. Where something is not known, you say why instead.',
  'start.bodies': 'Which office usually knows',
  'start.together': 'How it is done together',
  'start.together.ask':
    'You can ask colleagues in other ministries for sections or single questions, each with a personal link and a day of their own.',
  'start.together.people': 'People on this response',
  'start.together.clear':
    'You submit for the whole administration. If you plan steps of clearance, the officers you name clear the answers first.',
  'start.together.clearSteps': 'Before it is submitted, the response is cleared in steps by the officers named for it.',
  'start.together.contributor':
    'The focal point brings all answers together and submits them. When your part is done, or cannot be answered, give it back on the page “People”.',
  'start.together.reviewer': 'The focal point and contributors answer; what you write beside a question reaches them.',
  'start.together.clearing_officer':
    'While clearance is under way the answers stay as they are. If you return the response, it can be changed, and comes back to you.',
  'start.become': 'What becomes of the answers',
  'start.become.team': 'The research team reads them from submission on, and never before.',
  'start.become.sections':
    'For each section your administration says whether answers are published under its name, only in totals, or not at all. Where nothing is said, nothing is published.',
  'start.become.whole':
    'You say whether the answers are published under your name, only in totals, or not at all. Where nothing is said, nothing is published.',
  'start.become.none': 'Answers may be published with the name of who gave them.',
  'start.become.totals': 'Only in totals, whatever is said: {sections}.',
  'start.become.never': 'Never published: {sections}.',
  'start.all': 'All questions at once',
  'start.all.text': 'To read beforehand, to pass on, or to fill in on paper.',
  'start.all.html': 'As a page',
  'start.all.pdf': 'As PDF',
  'start.all.docx': 'As a Word file',
  'start.now': 'Start',
  'start.goOn': 'Go on',
  'start.read': 'Read the answers',
} as const
