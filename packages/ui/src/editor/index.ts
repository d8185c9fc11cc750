import { lazy } from 'react';

export type { CodeEditorProps } from './Editor';

/** An editor of text that is coloured; it is large, so only a page that shows it loads it. @public */
export const CodeEditor = lazy(() => import('./Editor'));
