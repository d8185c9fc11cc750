export { LaunchForm, focusField } from './LaunchForm';
export { validateLaunch, valueAt, type FieldProblem } from './FieldProblem';
export { serverProblems } from './serverProblems';
