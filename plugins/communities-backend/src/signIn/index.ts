export { demoSignInModule } from './module';
export * from './oidc';
