export { workloadsModuleNomad as default } from './module';
