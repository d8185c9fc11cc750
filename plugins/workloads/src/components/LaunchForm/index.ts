export { LaunchForm, LAUNCH_FORM_ID, focusField } from './LaunchForm';
export { validateLaunch, type FieldProblem } from './FieldProblem';
export { serverProblems } from './serverProblems';
