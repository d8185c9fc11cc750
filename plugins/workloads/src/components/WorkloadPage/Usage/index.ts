export { UsageSection } from './UsageSection';
