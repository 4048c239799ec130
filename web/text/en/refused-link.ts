/** Personal links that open nothing any more. */
export const refusedLink = {
  'link.damaged.title': 'This link is incomplete',
  'link.damaged.text':
    'Part of the link is missing, which happens when a mail program breaks it over two lines. Copy the whole link from the message into the address bar.',
  'link.expired.title': 'This link has expired',
  'link.expired.text':
    'Links are valid for a limited time. Answers already given are safe. Reply to the message that brought the link and ask for a new one.',
  'link.revoked.title': 'This link has been replaced',
  'link.revoked.text':
    'A newer link was sent to you. Look for the latest message from the research team and use the link in it. Answers already given are safe.',
} as const
