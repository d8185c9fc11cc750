import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { secretWords } from './secrets';

/** Fields of forms; one that has no words here is called what the service calls it. */
export const fieldWords = {
  url: 'Address',
  host: 'Host',
  port: 'Port',
  user: 'User name',
  password: 'Password',
  token: 'Token',
  key: 'Private key',
  passphrase: 'Passphrase',
  accessKeyId: 'Access key',
  secretAccessKey: 'Secret key',
  region: 'Region',
  bucket: 'Bucket',
  configuration: 'Configuration',
} as const;

/** What is said of them where the service's own English will not do. */
export const hintWords = {
  url: 'Such as https://cloud.example.org',
  host: 'Such as files.example.org',
  password:
    'Best an app password, made for the portal alone where the service has such',
  token: 'Made in the settings of the service; reading is enough for most',
  key: 'In the form of OpenSSH; instead of a password',
  passphrase: 'Of the private key, where it has one',
  bucket: 'Empty: all that the keys show',
  configuration: 'What “rclone config show <name>” prints',
} as const;

/** Everything that this room says, in English. @public */
export const accountsTranslationRef = createTranslationRef({
  id: 'plugin.accounts',
  messages: {
    secrets: secretWords,
    accounts: {
      title: 'Accounts',
      subtitle:
        'Link a service once, and your workloads have what they need of it',
      loading: 'Loading what you have linked',
      link: 'Link a service',
      linkFirst: 'Link your first service',
      emptyTitle: 'Nothing is linked yet',
      emptyDescription:
        'Link a storage, and it can be mounted in whatever you launch.',
      list: 'What you have linked',
      service: 'Service',
      address: 'Address',
      user: 'User',
      how: 'Linked by',
      signedIn: 'signing in there; it is renewed by itself',
      fingerprint: 'Host key',
      checked: 'Last asked',
      never: 'not yet',
      expires: 'Ends',
      linked: 'Linked',
      usedBy: 'Used by',
      verify: 'Ask again',
      verifyNamed: 'Ask again: {{name}}',
      relink: 'Link again',
      relinkNamed: 'Link again: {{name}}',
      unlink: 'Unlink',
      unlinkNamed: 'Unlink {{name}}',
      unlinkTitle: 'Unlink {{name}}?',
      unlinkBody:
        'Workloads that start from now on cannot use it. What the portal keeps of it is removed; at the service itself a password or token holds until you end it there.',
      failed: 'That did not work',
      incomplete: 'What others share with you cannot be told at present.',
      sharing: 'Sharing',
      sharingNamed: 'Sharing of {{name}}',
      sharingAbout:
        'People of your communities whom you name, or groups of them, find it on their page Accounts and among their storages. They may what their own tier grants, and no more than their role says. Nobody is shown its password.',
      sharingEnd:
        'They find it no more, at once. What has mounted it keeps it until that workload ends.',
      roles: {
        view: 'See it and what is in it, and download that',
        use: 'Use it: change what is in it, and mount it in what they launch',
        manage:
          'Manage it: have it asked and link it again with another password, too',
      },
    },
    kind: {
      storage: 'Storage',
      models: 'Models',
      tracking: 'Tracking of experiments',
      forge: 'Forge',
      registry: 'Registry of images',
      archive: 'Archive with DOIs',
    },
    health: {
      working: 'Works',
      failing: 'Does not let you in',
      expired: 'Has expired',
      unknown: 'Not known at present',
    },
    trouble: {
      refused: 'It does not accept the user name, password or token.',
      forbidden: 'It lets you in, and does not allow what is needed.',
      expired: 'What you linked it with has expired.',
      'not-found': 'There is no such service at this address.',
      away: 'It does not answer.',
      private: 'Its address leads into a private network.',
      changed:
        'It shows another key than when you linked it: it may be another server.',
      unregistered:
        'You signed in there by this portal, which is registered there no more. Ask its operator, or link it in another way.',
      unclear: 'It answered something that the portal does not understand.',
    },
    link: {
      title: 'Link a service',
      again: 'Link {{name}} again',
      service: 'Service',
      signIn: 'Sign in there',
      signInHelp:
        'You sign in at the service in another tab, and it gives the portal a password of its own.',
      signInWith: 'Sign in with {{name}}',
      signInWithHelp:
        '{{name}} opens in another tab and asks whether the portal may come in. You can take that back there at any time.',
      byHand: 'Fill in a password instead',
      byLogin: 'Sign in there instead',
      waiting: 'Waiting until you have signed in',
      waitingHelp: 'This goes on by itself when you are done in the other tab.',
      openAgain: 'Open it again',
      submit: 'Link',
      failed: 'It was not linked',
      optional: '{{field}} (may stay empty)',
    },
    signedIn: {
      title: 'Sign-in at a service',
      linking: 'Linking the service',
      done: '{{name}} is linked',
      doneHelp: 'Where you began it goes on by itself: you can close this tab.',
      failed: 'It was not linked',
      nothing: 'There is nothing to do here',
      nothingHelp:
        'This page is where services send you back when you have signed in there.',
      toAccounts: 'Go to Accounts',
    },
    field: fieldWords,
    hint: hintWords,
  },
});
