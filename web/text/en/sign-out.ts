/** Signing out while something is kept only in this browser. */
export const signOut = {
  'signOut.title': 'Sign out',
  'signOut.waiting': 'Sending what is left…',
  'signOut.left.title': '{n|one:# answer is only on this device|other:# answers are only on this device}',
  'signOut.left':
    'What you typed could not be sent yet. If you sign out, it is deleted here and is lost. Stay signed in, and it goes out as soon as there is a connection.',
  'signOut.stay': 'Stay signed in',
  'signOut.anyway': 'Delete and sign out',
  'signOut.failed.title': 'You could not be signed out',
  'signOut.failed':
    'There is no connection. What was kept on this device has been deleted, but the server still knows you here. Try again when you are connected.',
} as const
