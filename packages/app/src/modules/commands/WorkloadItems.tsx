import {
  workloadsApiRef,
  workloadsTranslationRef,
} from '@astrolabe/plugin-workloads';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Command } from 'cmdk';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { appTranslationRef } from '../../translation';

/** The newest of one's own workloads. */
export function WorkloadItems(props: { onDone(): void }) {
  const { t } = useTranslationRef(appTranslationRef);
  const states = useTranslationRef(workloadsTranslationRef);
  const navigate = useNavigate();
  const workloadsApi = useApi(workloadsApiRef);
  const { value } = useAsync(
    () => workloadsApi.list({ limit: 10 }),
    [workloadsApi],
  );

  if (!value?.items.length) return null;
  return (
    <Command.Group heading={t('commands.workloads')}>
      {value.items.map(workload => (
        <Command.Item
          key={workload.id}
          value={workload.id}
          keywords={[workload.title]}
          onSelect={() => {
            props.onDone();
            navigate(`/workloads/${workload.id}`);
          }}
        >
          {workload.title} · {states.t(`state.${workload.state}`)}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
