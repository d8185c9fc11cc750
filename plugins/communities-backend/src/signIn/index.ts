export { demoSignInModule } from './module';
export * from './oidc';
export { orcidOf } from './orcidOf';
