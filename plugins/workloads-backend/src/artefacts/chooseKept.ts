import type {
  Artefact,
  ArtefactLimits,
  KeptNot,
} from '@astrolabe/plugin-workloads-common';

/**
 * Which files of a run are kept, in their order: each for which there is still
 * room. The others with the reason why not.
 *
 * @param heldBytes - what is kept of its owner's other runs
 */
export function chooseKept(
  files: Artefact[],
  { limits, heldBytes }: { limits: ArtefactLimits; heldBytes: number },
): { file: Artefact; leftOut?: KeptNot }[] {
  let ofRun = 0;
  return files.map(file => {
    const after = ofRun + file.bytes;
    if (file.bytes > limits.bytesEach) {
      return { file, leftOut: 'file-too-large' };
    }
    if (after > limits.bytesPerRun) return { file, leftOut: 'run-full' };
    if (heldBytes + after > limits.bytesPerPerson) {
      return { file, leftOut: 'person-full' };
    }
    ofRun = after;
    return { file };
  });
}
