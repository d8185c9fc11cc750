export { SignedInPage } from './SignedInPage';
