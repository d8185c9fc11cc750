import {
  workloadStates,
  type Workload,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { Button, Flex, Select, Text, useBreakpoint } from '@backstage/ui';
import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useAssetTitles } from '../../hooks/useAssetTitles';
import { useTranslate } from '../../hooks/useTranslate';
import {
  useWorkloadActions,
  type Change,
} from '../../hooks/useWorkloadActions';
import { ActionConfirm, type Intent } from '../shared/ActionConfirm';
import { FailureNote } from '../shared/Failure';
import { WorkloadCards } from './WorkloadCards';
import { WorkloadTable } from './WorkloadTable';

const ALL = 'all';

/** The list, what is shown of it, and what a person does in it. */
export function Listing(props: {
  workloads: Workload[];
  /** There are more, which were not loaded: nobody knows their states. */
  hasMore: boolean;
  apply(signal: WorkloadSignal): void;
}) {
  const t = useTranslate();
  const isWide = useBreakpoint().up('sm');
  const [query, setQuery] = useSearchParams();
  const [intent, setIntent] = useState<Intent>();
  const { change, open, error } = useWorkloadActions(props.apply);

  const assetTitles = useAssetTitles(
    props.workloads.map(({ entityRef }) => entityRef),
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

  const state = workloadStates.find(known => known === query.get('state'));
  const show = (key: string) =>
    setQuery(key === ALL ? {} : { state: key }, { replace: true });
  const shown = props.workloads.filter(w => !state || w.state === state);
  const List = isWide ? WorkloadTable : WorkloadCards;

  return (
    <>
      <Select
        label={t('list.filter')}
        size="small"
        style={{ maxWidth: '16rem' }}
        options={[
          { value: ALL, label: t('list.filterAll') },
          ...workloadStates.map(value => ({
            value,
            label: t(`state.${value}`),
          })),
        ]}
        value={state ?? ALL}
        onChange={key => show(String(key ?? ALL))}
      />
      {error !== undefined && (
        <FailureNote title={t('action.failed')} error={error} />
      )}
      {shown.length > 0 ? (
        <>
          {state && props.hasMore && (
            <Text color="secondary">{t('list.onlyLoaded')}</Text>
          )}
          <List
            workloads={shown}
            assetTitles={assetTitles}
            onOpen={onOpen}
            onChange={onChange}
          />
        </>
      ) : (
        <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
          <Text>{t(props.hasMore ? 'list.noneLoaded' : 'list.none')}</Text>
          <Button variant="secondary" onPress={() => show(ALL)}>
            {t('list.showAll')}
          </Button>
        </Flex>
      )}
      <ActionConfirm
        intent={intent}
        onClose={() => setIntent(undefined)}
        onConfirm={({ action, workload }) => change(action, workload)}
      />
    </>
  );
}
