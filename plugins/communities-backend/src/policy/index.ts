export { tierPolicyModule } from './module';
