export { scaffolderModule } from './module';
