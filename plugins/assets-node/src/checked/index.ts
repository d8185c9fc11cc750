export {
  checkedModulesRef,
  CheckedModulesSlot,
  type CheckedModules,
  type PassedCommit,
} from './checkedModules';
