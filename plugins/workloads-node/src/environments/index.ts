// The supervisor of the local engine and scripts/images load these files as they are.
export * from './describe.ts';
export * from './digest.ts';
export * from './image.ts';
export { FILES_VARIABLE, IMAGE_ENVIRONMENT, IMAGE_USER } from './recipe.ts';
export * from './uv.ts';
export * from './variables.ts';
