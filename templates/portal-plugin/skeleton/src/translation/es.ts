import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import words from '../words.json';
import { translationRef } from './ref';

export default createTranslationMessages({
  ref: translationRef,
  full: true,
  messages: {
    // Say these two in Spanish, too.
    ...words,
    loading: 'Mirando',
    empty: 'Aún no es miembro',
    emptyText: 'Pida acceso en su página de inicio.',
    member: '{{title}}: {{tier}}',
  },
});
