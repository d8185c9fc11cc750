export { ProgramField } from './ProgramField';
