/** Personal links. */
export const link = {
  link: 'Your personal link',
  'link.reading': 'Reading your link…',
  'link.title': 'You are invited to answer for {administration}',
  'link.wave': 'Collection',
  'link.administration': 'Answers of',
  'link.name': 'You',
  'link.role': 'Your role',
  'link.private':
    'This link is yours alone. Whoever holds it can read and change the answers, so please do not pass it on.',
  'link.shared': 'Others use this computer too',
  'link.shared.hint': 'Then nothing you type is kept on it. You can only work while there is a connection.',
  'link.continue': 'Continue',
  'link.opening': 'Opening…',
  'link.notYou': 'This is not you? Close this page and tell the person who sent you the link.',
  'link.failed.title': 'The link could not be read just now',
  'link.failed.text': 'The link itself may be fine. Check the connection, then try again.',
} as const
