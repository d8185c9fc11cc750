import { createTranslationRef } from '@backstage/frontend-plugin-api';
import words from '../words.json';

/** Everything that this page says, in English. */
export const translationRef = createTranslationRef({
  id: 'plugin.project-name',
  messages: {
    ...words,
    loading: 'Looking',
    empty: 'You are no member yet',
    emptyText: 'Ask for access on your home page.',
    member: '{{title}}: {{tier}}',
  },
});
