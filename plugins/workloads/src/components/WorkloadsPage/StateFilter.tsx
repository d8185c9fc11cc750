import {
  workloadStates,
  type WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import { Select } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useTranslate } from '../../hooks/useTranslate';

const ALL = 'all';

/** The state that a person looks for, which stands in the address. */
export function useStateFilter() {
  const [query, setQuery] = useSearchParams();
  const state = workloadStates.find(known => known === query.get('state'));
  const show = (wanted: string | undefined) =>
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        if (wanted) after.set('state', wanted);
        else after.delete('state');
        return after;
      },
      { replace: true },
    );
  return { state, show };
}

export function StateFilter(props: {
  state: WorkloadState | undefined;
  show(state: string | undefined): void;
}) {
  const t = useTranslate();
  return (
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
      value={props.state ?? ALL}
      onChange={key => props.show(key === ALL ? undefined : String(key))}
    />
  );
}
