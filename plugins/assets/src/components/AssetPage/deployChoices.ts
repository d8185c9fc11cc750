import type { AssetSpec } from '@astrolabe/plugin-assets-common';
import {
  formDefaults,
  ManifestError,
  renderManifest,
  resourcesOf,
  type FormSchema,
  type FormValues,
  type Manifest,
  type WorkloadResources,
} from '@astrolabe/plugin-workloads-common';

/** One way to deploy an asset: what one then opens, and what that takes. */
export interface DeployChoice {
  /** `group.field` and the value that makes it; nothing for the usual way. */
  preset: [path: string, value: unknown] | undefined;
  /** Titles of what it offers. */
  endpoints: string[];
  resources: WorkloadResources;
}

/** What a form may be filled in with instead, where that is a choice of a few. */
const MOST_VALUES = 5;

/**
 * The ways to deploy that a manifest holds: as its form stands, and each field's
 * other value with which it offers other endpoints. Rendered as the server does,
 * so that nothing is told that would not be so. Nothing, where the form has to be
 * filled in first.
 */
export function deployChoices(spec: AssetSpec): DeployChoice[] {
  if (typeof spec.manifest !== 'object') return [];
  const manifest = spec.manifest as unknown as Manifest;
  const form = manifest.form as FormSchema;
  const values = formDefaults(form);
  const usual = render(manifest, spec, values);
  if (!usual) return [];
  const choices: DeployChoice[] = [{ preset: undefined, ...usual }];
  for (const [path, value] of alternatives(form, values)) {
    const [group, field] = path.split('.');
    const changed = { ...values[group], [field]: value };
    const offer = render(manifest, spec, { ...values, [group]: changed });
    const isNew = choices.every(
      ({ endpoints }) => endpoints.join() !== offer?.endpoints.join(),
    );
    if (offer && isNew) choices.push({ preset: [path, value], ...offer });
  }
  return choices;
}

function* alternatives(
  form: FormSchema,
  values: FormValues,
): Generator<[path: string, value: unknown]> {
  for (const [group, { properties = {} }] of Object.entries(form.properties)) {
    for (const [name, field] of Object.entries(properties)) {
      const all = field.type === 'boolean' ? [true, false] : field.enum ?? [];
      if (all.length > MOST_VALUES) continue;
      for (const value of all) {
        if (value !== values[group][name]) yield [`${group}.${name}`, value];
      }
    }
  }
}

function render(manifest: Manifest, asset: object, form: FormValues) {
  try {
    const workload = renderManifest(manifest, {
      form,
      asset,
      user: { name: 'somebody', ref: 'user:default/somebody' },
    });
    return {
      endpoints: (workload.endpoints ?? []).map(
        ({ name, title }) => title ?? name,
      ),
      resources: resourcesOf(workload),
    };
  } catch (error) {
    // Not with these values alone.
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}
