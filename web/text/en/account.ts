/** The start page and signing in. */
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
  'account.signIn.lead': 'For coordinators, researchers and administrators. Administrations use their personal link.',
  'account.signIn.email': 'E-mail address',
  'account.signIn.password': 'Password',
  'account.signIn.emailMissing': 'Enter your e-mail address',
  'account.signIn.passwordMissing': 'Enter your password',
  'account.signIn.refused': 'The e-mail address or the password is not right',
  'account.signIn.tooMany': 'Too many attempts. Wait a minute, then try again.',
  'account.signIn.busy': 'Signing in…',
} as const
