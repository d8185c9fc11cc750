export { openSignIn } from './openSignIn';
export { addSignInRoutes, type SignInRoom } from './routes';
export { sessionSignInModule } from './sessionModule';
export { presentUserInfoFactory } from './userInfo';
