export { checkManifest, type ManifestProblem } from './checkManifest';
export { formDefaults } from './formDefaults';
export { hardwareFields, type HardwareField } from './hardwareFields';
export { narrowForm, type FormLimits } from './narrowForm';
export { chosenStorages, offerStorages } from './offerStorages';
export { renameFields } from './renameFields';
export { reviewManifest, type ManifestRemark } from './reviewManifest';
export {
  ManifestError,
  renderManifest,
  renderTree,
  type RenderContext,
} from './render';
export {
  validateFormValues,
  type FormField,
  type FormProblem,
  type FormSchema,
} from './validateFormValues';
export { pickVariant, variantsOf, type LaunchVariant } from './variants';
export { validateWorkloadSpec, type SpecProblem } from './validateWorkloadSpec';
