export { ArtefactKeeper } from './ArtefactKeeper';
export { chooseKept } from './chooseKept';
export { findArtefacts, openFile } from './onEngine';
export type {
  ArtefactCopy,
  ArtefactStore,
  KeptArtefacts,
  NumberedArtefact,
} from './types';
