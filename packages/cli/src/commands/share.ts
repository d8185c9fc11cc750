import type { CommandFactory } from '../lib/app';
import { shareCommands, type SharedKind } from '../lib/shares';

const kind: SharedKind = {
  thing: 'a workload or snapshot',
  id: 'id of the workload',
  more: each => each.option('--snapshot', 'it is the id of a snapshot'),
  async of(app, id, { snapshot }) {
    const { workloads } = await app.portal();
    const thing = { kind: snapshot ? 'snapshot' : 'workload', id } as const;
    return {
      list: () => workloads.shares(thing),
      share: wish => workloads.share(thing, wish),
      unshare: shareId => workloads.unshare(thing, shareId),
    };
  },
};

const one =
  (index: number): CommandFactory =>
  app =>
    shareCommands(kind, app)[index];

/** With whom one's things are shared. */
export const shares = one(0);
export const share = one(1);
export const unshare = one(2);
