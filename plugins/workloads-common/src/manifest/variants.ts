import type { Manifest } from '../generated/manifest';
import type { LifetimeKind } from '../lifetimes';
import { lifetimeKinds } from '../lifetimes';

/** One way to launch something. @public */
export interface LaunchVariant {
  /** Missing: the usual way. */
  name?: string;
  title?: string;
  kind: LifetimeKind;
}

/** The ways to launch what has this manifest, the usual one first. @public */
export function variantsOf({
  workload,
  variants = {},
}: Manifest): LaunchVariant[] {
  const others = Object.entries(variants).map(([name, variant]) => ({
    name,
    title: variant.title,
    kind: kindOf(variant.workload),
  }));
  return [{ kind: kindOf(workload) }, ...others];
}

/** The manifest of one way, as if it were the only one; undefined, when there is none. @public */
export function pickVariant(
  { form, workload, variants = {}, translations }: Manifest,
  name: string | undefined,
): Manifest | undefined {
  if (name === undefined) return { form, workload, translations };
  if (!Object.hasOwn(variants, name)) return undefined;
  const variant = variants[name];
  return { form: variant.form, workload: variant.workload, translations };
}

/** Before anything is filled in; what comes of an expression cannot be known yet. */
function kindOf(workload: object): LifetimeKind {
  const { lifetime } = workload as { lifetime?: { kind?: LifetimeKind } };
  const kind = lifetime?.kind;
  return kind && lifetimeKinds.includes(kind) ? kind : 'service';
}
