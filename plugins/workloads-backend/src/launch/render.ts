import { withAdvice } from '@astrolabe/http';
import {
  formDefaults,
  ManifestError,
  renderManifest,
  type FormValues,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { InputError } from '@backstage/errors';
import type { Offer } from './getOffer';
import type { Launcher } from './launchLine';

/** The workload that the values ask for; what was left out has its default. */
export function render(
  offer: Offer,
  values: FormValues,
  launcher: Launcher,
): WorkloadSpec {
  try {
    return renderManifest(offer.manifest, {
      form: withDefaults(formDefaults(offer.form), values),
      asset: offer.asset.spec,
      user: {
        ref: launcher.userRef,
        name: launcher.userRef.split('/').at(-1)!,
      },
    });
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw withAdvice(new InputError(error.message), {
      code: 'INVALID_MANIFEST',
      nextStep: 'Try other values, and tell the author of the manifest.',
      problems: error.problems,
    });
  }
}

function withDefaults(defaults: FormValues, values: FormValues): FormValues {
  const groups = new Set([...Object.keys(defaults), ...Object.keys(values)]);
  return Object.fromEntries(
    [...groups].map(group => [group, { ...defaults[group], ...values[group] }]),
  );
}
