import type {
  EngineValue,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';

/**
 * Puts a text together, asking `lookup` for the parts that only the engine
 * knows. A part that a person typed is taken as it is, whatever it holds.
 *
 * @public
 */
export function resolveText(
  text: WorkloadText,
  lookup: (value: EngineValue) => string,
): string {
  if (typeof text === 'string') return text;
  return text.parts
    .map(part => (typeof part === 'string' ? part : lookup(part)))
    .join('');
}
