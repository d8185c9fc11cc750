export { TakeSnapshot } from './TakeSnapshot';
