import type {
  SharedThing,
  Snapshot,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { Section, Shares } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { workloadsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';

/** With whom its owner shares a workload. */
export function Sharing({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const thing = useSharesOf({ kind: 'workload', id: workload.id });
  return (
    <Section title={t('sharing.title')}>
      <Shares
        thing={thing}
        name={workload.title}
        texts={{
          about: t('sharing.about'),
          end: t('sharing.confirmEndBody'),
          roles: {
            view: t('sharing.roles.view'),
            use: t('sharing.roles.use'),
            manage: t('sharing.roles.manage'),
          },
        }}
      />
    </Section>
  );
}

/** With whom its owner shares a snapshot. */
export function SnapshotSharing({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslate();
  const { id, title } = snapshot;
  const thing = useSharesOf({ kind: 'snapshot', id });
  return (
    <Shares
      thing={thing}
      name={title}
      label={t('sharing.named', { name: title })}
      texts={{
        about: t('sharing.snapshotAbout'),
        end: t('sharing.snapshotEnd'),
        roles: {
          view: t('sharing.snapshotRoles.view'),
          use: t('sharing.snapshotRoles.use'),
          manage: t('sharing.snapshotRoles.manage'),
        },
      }}
    />
  );
}

function useSharesOf({ kind, id }: SharedThing) {
  const api = useApi(workloadsApiRef);
  return useMemo(() => {
    const thing = { kind, id };
    return {
      list: () => api.shares(thing),
      share: (wish: Parameters<typeof api.share>[1]) => api.share(thing, wish),
      unshare: (shareId: string) => api.unshare(thing, shareId),
    };
  }, [api, kind, id]);
}
