export { scaffolderModuleAssets as default } from './module';
