import {
  ManifestError,
  renderManifest,
  type FormValues,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { manifestInvalid, type Launchable } from './findLaunchable';
import type { Person } from './types';

/** Makes the workload that a filled-in form asks for. */
export function renderLaunch(
  { asset, manifest }: Launchable,
  values: FormValues,
  person: Person,
): WorkloadSpec {
  try {
    return renderManifest(manifest, {
      form: values,
      asset: asset.spec,
      user: { name: person.name, ref: person.ref },
    });
  } catch (error) {
    if (error instanceof ManifestError) {
      throw manifestInvalid(asset.title, error.problems);
    }
    throw error;
  }
}
