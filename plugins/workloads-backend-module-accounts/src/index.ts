export { workloadsModuleAccounts as default } from './module';
