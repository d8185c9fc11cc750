export { catalogModulePeople } from './catalogModule';
