import type {
  Deletion,
  Workload,
  WorkloadSignal,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import { FailureNote } from '@astrolabe/ui';
import { Button, Flex, Text, useBreakpoint } from '@backstage/ui';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useAssetTitles } from '../../hooks/useAssetTitles';
import { useCommunityTitles } from '../../hooks/useCommunityTitles';
import { useTranslate } from '../../hooks/useTranslate';
import { useOpenGroups } from '../../hooks/useOpenGroups';
import {
  useWorkloadActions,
  type Change,
  type GroupChange,
} from '../../hooks/useWorkloadActions';
import { ActionConfirm, type Intent } from '../shared/ActionConfirm';
import type { ListRow } from './ListProps';
import { StateFilter, useStateFilter } from './StateFilter';
import { WorkloadCards } from './WorkloadCards';
import { WorkloadTable } from './WorkloadTable';

/** The list, what is shown of it, and what a person does in it. */
export function Listing(props: {
  workloads: Workload[];
  /** There are more, which were not loaded: nobody knows their states. */
  hasMore: boolean;
  apply(signal: WorkloadSignal): void;
  /** Reads the list again. */
  load(): void;
}) {
  const t = useTranslate();
  const isWide = useBreakpoint().up('sm');
  const [intent, setIntent] = useState<Intent>();
  const groups = useOpenGroups();
  const { change, changeGroup, open, error } = useWorkloadActions(signal => {
    props.apply(signal);
    groups.apply(signal);
  });
  const failure = error ?? groups.error;

  const assetTitles = useAssetTitles(
    props.workloads.map(({ entityRef }) => entityRef),
  );

  const communityTitles = useCommunityTitles(
    props.workloads.map(({ community }) => community),
  );

  // A table remembers its rows until their data change: its handlers must not.
  const latestOpen = useRef(open);
  latestOpen.current = open;
  const onOpen = useCallback((workload: Workload, endpoint: string) => {
    latestOpen.current(workload, endpoint);
  }, []);
  const onChange = useCallback(
    (action: Change, workload: Workload) => setIntent({ action, workload }),
    [],
  );
  const onChangeGroup = useCallback(
    (action: GroupChange, workload: Workload) =>
      setIntent({ action, workload, isGroup: true }),
    [],
  );
  const confirmed = async (confirmedIntent: Intent, how?: Deletion) => {
    const { action, workload, isGroup } = confirmedIntent;
    if (!isGroup) return change(action, workload, how);
    await changeGroup(action, workload.group!.id, how);
    return props.load();
  };

  const { state, show } = useStateFilter();
  const rows = useMemo(
    () => rowsOf(props.workloads, groups.groups, state),
    [props.workloads, groups.groups, state],
  );
  const List = isWide ? WorkloadTable : WorkloadCards;

  return (
    <>
      <StateFilter state={state} show={show} />
      {failure !== undefined && (
        <FailureNote title={t('action.failed')} error={failure} />
      )}
      {rows.length > 0 ? (
        <>
          {state && props.hasMore && (
            <Text color="secondary">{t('list.onlyLoaded')}</Text>
          )}
          <List
            rows={rows}
            assetTitles={assetTitles}
            communityTitles={communityTitles}
            onOpen={onOpen}
            onChange={onChange}
            onChangeGroup={onChangeGroup}
            onToggle={groups.toggle}
          />
        </>
      ) : (
        <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
          <Text>{t(props.hasMore ? 'list.noneLoaded' : 'list.none')}</Text>
          <Button variant="secondary" onPress={() => show(undefined)}>
            {t('list.showAll')}
          </Button>
        </Flex>
      )}
      <ActionConfirm
        intent={intent}
        onClose={() => setIntent(undefined)}
        onConfirm={confirmed}
      />
    </>
  );
}

/** The lines of the list: each workload, and below an array that is open its tasks. */
function rowsOf(
  workloads: Workload[],
  groups: Record<string, Workload[]>,
  state: WorkloadState | undefined,
): ListRow[] {
  return workloads.flatMap(workload => {
    const { group } = workload;
    const states = group?.states ?? { [workload.state]: 1 };
    if (state && !states[state]) return [];
    if (!group) return [{ id: workload.id, workload, isTask: false }];
    const tasks = groups[group.id];
    const array = { isOpen: Boolean(tasks) };
    return [
      { id: group.id, workload, array, isTask: false },
      ...(tasks ?? [])
        .filter(task => !state || task.state === state)
        .map(task => ({ id: task.id, workload: task, isTask: true })),
    ];
  });
}
