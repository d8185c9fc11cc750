/** Passwords of endpoints. */
export const passwordWords = {
  title: 'For people without an account',
  about:
    'Set a password for an endpoint, and hand it out with its address: whoever has both can use the program as you do, until you remove it.',
  none: 'Opens for you alone.',
  since: 'Opens with a password, set {{instant}}.',
  set: 'Set a password',
  setOf: 'Set a password for {{endpoint}}',
  change: 'Change',
  changeOf: 'Change the password of {{endpoint}}',
  remove: 'Remove',
  removeOf: 'Remove the password of {{endpoint}}',
  confirmRemove: 'Remove the password of {{endpoint}}?',
  confirmRemoveBody:
    'It closes at once for all who came with it. It stays open for you.',
  titleOf: 'Password for {{endpoint}}',
  warning:
    'Whoever has it can do in the program all that you can: see and change its files, too. Another password ends the one before.',
  own: 'Your own password',
  ownHelp: 'At least 10 characters. Leave it empty, and a random one is made.',
  told: 'It is set. Copy it now: it is shown only here.',
  address: 'Address',
  label: 'Password',
  failed: 'The password could not be seen to',
} as const;
