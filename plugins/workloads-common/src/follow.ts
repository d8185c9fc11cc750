import type { FormSchema } from './manifest';
import type { WorkloadReason } from './reasons';

/**
 * How a workload follows its module: whether it goes on with each newer commit that has
 * passed the portal's checks.
 *
 * @public
 */
export interface WorkloadFollow {
  isOn: boolean;
  /** What it runs; missing while it has never followed: the newest when it was started. */
  commit?: string;
  /** Since when it runs that. UTC, ISO 8601; missing: since its launch. */
  since?: string;
  /** It is on its way to `commit`, and goes back where that does not come up. */
  trying?: {
    /** What it ran before. */
    from?: string;
    /** Since when. UTC, ISO 8601. */
    at: string;
  };
  /** What it did not go on with. It is not tried again, unless following is switched on anew. */
  refused?: {
    commit: string;
    /** UTC, ISO 8601. */
    at: string;
    reason: WorkloadReason;
  };
}

/** The field of a form that says which revision of a module runs: `group`, `field`. @public */
export function revisionField(
  form: FormSchema,
): [group: string, field: string] | undefined {
  for (const [group, { properties = {} }] of Object.entries(form.properties)) {
    for (const [field, schema] of Object.entries(properties)) {
      if (schema['x-revision'] === true) return [group, field];
    }
  }
  return undefined;
}
