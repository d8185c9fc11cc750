import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { failureTexts } from './failures';
import { sharingWords } from './sharing';

/** What the shared pieces say, in English. @public */
export const uiTranslationRef = createTranslationRef({
  id: 'astrolabe.ui',
  messages: {
    error: {
      title: 'This did not work',
      cause: 'Cause',
      evidence: 'Evidence',
      nextStep: 'What you can do',
      retry: 'Try again',
      unreachable: 'The portal did not answer',
      unreachableNextStep:
        'Check that it runs and that you are connected, then try again.',
    },
    failure: failureTexts,
    sharing: sharingWords,
    denied: {
      title: 'You may not see this',
      ask: 'Ask for access',
      needed:
        'In the community {{community}} the tier {{tier}} grants it; your preferences say how to get it.',
    },
    tier: {
      demo: 'Demo',
      full: 'Full',
      manager: 'Manager',
      operator: 'Operator',
    },
    dialog: { cancel: 'Cancel', done: 'Done' },
    code: { copy: 'Copy', copied: 'Copied', failed: 'Could not copy' },
    image: { open: 'Image: {{alt}}' },
    page: { breadcrumbs: 'Where you are' },
  },
});
