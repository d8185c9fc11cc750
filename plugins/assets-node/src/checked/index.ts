export {
  checkedModulesRef,
  CheckedModulesSlot,
  type CheckedModules,
  type CheckedModule,
} from './checkedModules';
