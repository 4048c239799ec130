/** The start page, signing in and personal links. */
export const account = {
  'account.home.title': 'How governments use social media, answered by governments themselves',
  'account.home.what':
    'Mufakat is where the administrations of the ASEAN member states answer survey instruments on government social media practice. Each administration answers once, with one agreed and cleared voice; researchers read the findings by country and by research question.',
  'account.home.name': 'Mufakat is Malay and Indonesian for the agreement that is reached by talking a matter through.',
  'account.home.respondent.title': 'You answer for an administration',
  'account.home.respondent.text':
    'Open the personal link in the message you received. It leads straight to your questionnaire; there is no password.',
  'account.home.researcher.title': 'You work on the study',
  'account.home.researcher.text': 'Sign in to follow the fieldwork, read the findings and export the data.',
  'account.home.return': 'Go back to your work',
  'account.signIn': 'Sign in',
  'account.signOut': 'Sign out',
  'account.signIn.lead': 'For coordinators, researchers and administrators. Administrations use their personal link.',
  'account.signIn.email': 'E-mail address',
  'account.signIn.password': 'Password',
  'account.signIn.emailMissing': 'Enter your e-mail address',
  'account.signIn.passwordMissing': 'Enter your password',
  'account.signIn.refused': 'The e-mail address or the password is not right',
  'account.signIn.tooMany': 'Too many attempts. Wait a minute, then try again.',
  'account.signIn.busy': 'Signing in…',
  'account.link': 'Your personal link',
  'account.link.reading': 'Reading your link…',
  'account.link.title': 'You are invited to answer for {administration}',
  'account.link.wave': 'Collection',
  'account.link.administration': 'Administration',
  'account.link.name': 'You',
  'account.link.role': 'Your role',
  'account.link.private':
    'This link is yours alone. Whoever holds it can read and change the answers, so please do not pass it on.',
  'account.link.continue': 'Continue',
  'account.link.opening': 'Opening…',
  'account.link.notYou': 'This is not you? Close this page and tell the person who sent you the link.',
  'account.link.damaged.title': 'This link is incomplete',
  'account.link.damaged.text':
    'Part of the link is missing, which happens when a mail program breaks it over two lines. Copy the whole link from the message into the address bar.',
  'account.link.expired.title': 'This link has expired',
  'account.link.expired.text':
    'Links are valid for a limited time. Answers already given are safe. Reply to the message that brought the link and ask for a new one.',
  'account.link.revoked.title': 'This link has been replaced',
  'account.link.revoked.text':
    'A newer link was sent to you. Look for the latest message from the research team and use the link in it. Answers already given are safe.',
  'account.link.failed.title': 'The link could not be read just now',
  'account.link.failed.text': 'The link itself may be fine. Check the connection, then try again.',
} as const
