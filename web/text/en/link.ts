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
  'link.damaged.title': 'This link is incomplete',
  'link.damaged.text':
    'Part of the link is missing, which happens when a mail program breaks it over two lines. Copy the whole link from the message into the address bar.',
  'link.expired.title': 'This link has expired',
  'link.expired.text':
    'Links are valid for a limited time. Answers already given are safe. Reply to the message that brought the link and ask for a new one.',
  'link.revoked.title': 'This link has been replaced',
  'link.revoked.text':
    'A newer link was sent to you. Look for the latest message from the research team and use the link in it. Answers already given are safe.',
  'link.failed.title': 'The link could not be read just now',
  'link.failed.text': 'The link itself may be fine. Check the connection, then try again.',
} as const
