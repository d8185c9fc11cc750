export { Reconciler } from './Reconciler';
