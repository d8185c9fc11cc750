export { LaunchForm, focusField } from './LaunchForm';
export { validateLaunch, type FieldProblem } from './FieldProblem';
export { serverProblems } from './serverProblems';
