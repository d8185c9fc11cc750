export { CheckRunPage } from './CheckRunPage';
export { ChecksCard } from './ChecksCard';
