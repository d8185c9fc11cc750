export { ForgeServer, type TestRepository } from './ForgeServer';
export { sourceModule } from './sourceModule';
export {
  syntheticFile,
  syntheticSource,
  syntheticSpec,
} from './syntheticAssets';
