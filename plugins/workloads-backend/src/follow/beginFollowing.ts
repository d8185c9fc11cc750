import type { CheckedModules } from '@astrolabe/plugin-assets-node';
import {
  revisionField,
  type FormSchema,
  type LaunchRequest,
  type LifetimeKind,
} from '@astrolabe/plugin-workloads-common';
import type { FollowState } from '../database';
import { NOT_CHECKED, nothingToFollow } from './problems';

/** What ends by itself runs what it was launched with. */
const follows = (kind: LifetimeKind) => kind === 'service';

/** Whether something that is launched so could follow its module. */
export async function canFollow(
  checked: CheckedModules,
  {
    entityRef,
    form,
    kind,
  }: { entityRef: string; form: FormSchema; kind: LifetimeKind },
): Promise<boolean> {
  if (!follows(kind) || !revisionField(form)) return false;
  return (await checked.get(entityRef)) !== undefined;
}

/**
 * How a new workload follows its module; undefined where it never can.
 *
 * @throws ConflictError where it was asked to, and cannot
 */
export async function beginFollowing(
  checked: CheckedModules,
  request: LaunchRequest,
  launched: { title: string; kind: LifetimeKind; mark: string | undefined },
): Promise<FollowState | undefined> {
  const { title, kind, mark } = launched;
  const isOn = request.follow ?? false;
  if (!mark || !follows(kind)) {
    if (!isOn) return undefined;
    throw nothingToFollow(
      title,
      follows(kind)
        ? 'A revision was chosen, or it has none.'
        : 'What ends by itself runs what it was launched with.',
    );
  }
  const found = await checked.get(request.entityRef);
  if (!found) {
    if (!isOn) return undefined;
    throw nothingToFollow(title, NOT_CHECKED);
  }
  const { repository, tip, passed = tip } = found;
  return {
    ...{ mark, of: repository, base: tip, isOn },
    ...(isOn && { commit: passed }),
  };
}
