export {
  usedResourcesRef,
  UsedResourcesSlot,
  type ResourcesUsed,
  type UsedResources,
} from './usedResources';
