export { LaunchForm } from './LaunchForm';
