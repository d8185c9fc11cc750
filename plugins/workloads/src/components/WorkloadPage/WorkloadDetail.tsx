import type {
  Workload,
  WorkloadEvent,
  WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { PageFrame } from '@astrolabe/ui';
import { Alert, Flex } from '@backstage/ui';
import { useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkloadActions } from '../../hooks/useWorkloadActions';
import { ActionConfirm, type Intent } from '../shared/ActionConfirm';
import { AssetLink } from '../shared/AssetLink';
import { Columns } from '../shared/Columns';
import { FailureNote } from '../shared/Failure';
import { Section } from '../shared/Section';
import { WorkloadActions } from '../shared/WorkloadActions';
import { ByProgram } from './ByProgram';
import { Endpoints } from './Endpoints';
import { Logs } from './Logs';
import { Now } from './Now';
import { Timeline } from './Timeline';
import { Values } from './Values';
import { WorkloadFacts } from './WorkloadFacts';

/** A workload that is there. */
export function WorkloadDetail(props: {
  workload: Workload;
  events: WorkloadEvent[];
  error: unknown;
  isLive: boolean;
  load(): void;
  apply(signal: WorkloadSignal): void;
}) {
  const { workload } = props;
  const t = useTranslate();
  const [intent, setIntent] = useState<Intent>();
  const { change, open, error } = useWorkloadActions(props.apply);
  const failure = error ?? props.error;

  return (
    <PageFrame
      title={workload.title}
      breadcrumbs={[{ label: t('list.title'), href: '/workloads' }]}
      actions={
        <WorkloadActions
          workload={workload}
          onChange={(action, target) => setIntent({ action, workload: target })}
        />
      }
    >
      <Flex direction="column" gap="4">
        <AssetLink entityRef={workload.entityRef} />
        {!props.isLive && (
          <Alert status="info" icon title={t('list.updatesMissing')} />
        )}
        {failure !== undefined && (
          <FailureNote title={t('action.failed')} error={failure} />
        )}
        <Columns>
          <Section title={t('detail.why')}>
            <Now workload={workload} />
          </Section>
          <Section title={t('detail.endpoints')}>
            <Endpoints
              workload={workload}
              onOpen={name => open(workload, name)}
            />
          </Section>
        </Columns>
        <Logs workload={workload} onRecovered={props.load} />
        <Columns>
          <Flex direction="column" gap="4">
            <Section title={t('detail.timeline')}>
              <Timeline events={props.events} />
            </Section>
            <Section title={t('detail.values')}>
              <Values workload={workload} />
            </Section>
          </Flex>
          <Section title={t('detail.facts')}>
            <WorkloadFacts workload={workload} />
          </Section>
        </Columns>
        <ByProgram workload={workload} />
      </Flex>
      <ActionConfirm
        intent={intent}
        onClose={() => setIntent(undefined)}
        onConfirm={({ action, workload: target }) => change(action, target)}
      />
    </PageFrame>
  );
}
