import {
  isSettled,
  workloadCan,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  FailureNote,
  FailureState,
  LoadingState,
  Section,
} from '@astrolabe/ui';
import { Button, ButtonLink, Flex, Text } from '@backstage/ui';
import {
  RiExternalLinkLine,
  RiPlayLine,
  RiStopCircleLine,
} from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkload } from '../../hooks/useWorkload';
import { useWorkloadActions } from '../../hooks/useWorkloadActions';
import { workloadPath } from '../../routes';
import { Now } from '../WorkloadPage/Now';

/** A trial on its way: how far it is, and there, when it answers. */
export function Trial({ id, onAgain }: { id: string; onAgain(): void }) {
  const t = useTranslate();
  const { workload, error, load, apply, isDeleted } = useWorkload(id);
  const { change, enter, error: failure, pending } = useWorkloadActions(apply);
  useGoThere(workload, endpoint => enter(workload!, endpoint));
  if (!workload) {
    return error === undefined ? (
      <LoadingState label={t('detail.loading')} />
    ) : (
      <FailureState error={error} onRetry={load} />
    );
  }
  const isOver = isDeleted || isSettled(workload.state);
  const ready = readyEndpoint(workload);
  return (
    <Section title={workload.title}>
      {isOver && <Text weight="bold">{t('trial.ended')}</Text>}
      <Now workload={workload} />
      {!isOver && !ready && <Text>{t('trial.soon')}</Text>}
      {failure !== undefined && (
        <FailureNote title={t('action.failed')} error={failure} />
      )}
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {ready && !isOver && (
          <Button
            variant="primary"
            iconStart={<RiExternalLinkLine aria-hidden />}
            onPress={() => enter(workload, ready)}
          >
            {t('trial.open')}
          </Button>
        )}
        {isOver && (
          <Button
            variant="primary"
            iconStart={<RiPlayLine aria-hidden />}
            onPress={onAgain}
          >
            {t('trial.again')}
          </Button>
        )}
        {workloadCan('stop', workload) && (
          <Button
            variant="secondary"
            iconStart={<RiStopCircleLine aria-hidden />}
            isPending={pending === 'stop'}
            onPress={() => change('stop', workload)}
          >
            {t('trial.stop')}
          </Button>
        )}
        <ButtonLink variant="secondary" href={workloadPath(workload.id)}>
          {t('trial.details')}
        </ButtonLink>
      </Flex>
    </Section>
  );
}

function readyEndpoint(workload: Workload): string | undefined {
  if (!workloadCan('open', workload)) return undefined;
  return workload.endpoints.find(({ ready }) => ready)?.name;
}

/**
 * Goes there once. Who comes back by the browser's button wants to be here: what
 * was gone to is kept for this tab.
 */
function useGoThere(
  workload: Workload | undefined,
  go: (endpoint: string) => Promise<void>,
): void {
  const latest = useRef(go);
  latest.current = go;
  const ready = workload && readyEndpoint(workload);
  const id = workload?.id;
  useEffect(() => {
    const mark = `astrolabe-tried-${id}`;
    if (!ready || sessionStorage.getItem(mark)) return;
    sessionStorage.setItem(mark, 'yes');
    latest.current(ready);
  }, [ready, id]);
}
