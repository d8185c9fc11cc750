export { endpointRecipes } from './endpoint';
export { launchRecipes, type Recipes } from './launch';
