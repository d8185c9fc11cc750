import { filters } from './expression';
import type { FormLimits } from './narrowForm';
import type { FormField, FormSchema } from './validateFormValues';

/** A field by which a person says what hardware to take. @public */
export interface HardwareField {
  /** `group.field`. */
  path: string;
  /** `gpuModel`: which, not how much. */
  resource: keyof FormLimits | 'gpuModel';
  field: FormField;
  /** How much of the resource one of the field's unit is. */
  unit: number;
}

const resources: readonly (string | undefined)[] = [
  'cpuCores',
  'memoryBytes',
  'diskBytes',
  'gpuCount',
] satisfies (keyof FormLimits)[];

/** The fields of a form that ask for hardware, as `x-limit` and `x-gpu-model` say. @public */
export function hardwareFields(form: FormSchema): HardwareField[] {
  return Object.entries(form.properties).flatMap(([group, { properties }]) =>
    Object.entries(properties ?? {}).flatMap(([name, field]) => {
      const limit = resources.includes(field['x-limit'])
        ? field['x-limit']
        : undefined;
      const resource = field['x-gpu-model'] === true ? 'gpuModel' : limit;
      if (!resource) return [];
      return {
        path: `${group}.${name}`,
        resource: resource as HardwareField['resource'],
        field,
        unit: filters[field['x-unit'] ?? '']?.(1) ?? 1,
      };
    }),
  );
}
