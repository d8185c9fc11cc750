export { SchemaForm, focusField } from './SchemaForm';
export { validateForm, valueAt, type FieldProblem } from './FieldProblem';
export type { Language } from './explain';
export { fieldAt, unitText, type FieldSchema } from './schema';
export { serverProblems } from './serverProblems';
export { formTranslations } from './translation';
export { formTranslationRef } from './translation/ref';
export { formWidgets, textChange, useField } from './widgets';
export { useFormLanguage } from './useFormLanguage';
