import { translated } from '@astrolabe/plugin-assets-common';
import {
  isSharedFor,
  workloadNeeds,
  type LaunchForm,
  type WorkloadDeed,
  type WorkloadDetail as Detail,
  type WorkloadEvent,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { PageFrame, Section, SharedNote, useLocale } from '@astrolabe/ui';
import { Flex } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useLaunchForm } from '../../hooks/useLaunchForm';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkloadActions } from '../../hooks/useWorkloadActions';
import { ActionConfirm, type Intent } from '../shared/ActionConfirm';
import { AssetLink } from '../shared/AssetLink';
import { Columns } from '../shared/Columns';
import { WorkloadActions } from '../shared/WorkloadActions';
import { Sharing } from '../Sharing';
import { TakeSnapshot } from '../TakeSnapshot';
import { Artefacts } from './Artefacts';
import { ByProgram } from './ByProgram';
import { Endpoints } from './Endpoints';
import { Files } from './Files';
import { Follow } from './Follow';
import { Logs } from './Logs';
import { Notes } from './Notes';
import { Now } from './Now';
import { Passwords } from './Passwords';
import { Storages } from './Storages';
import { Terminal } from './Terminal';
import { Timeline } from './Timeline';
import { UsageSection } from './Usage';
import { Values } from './Values';
import { WorkloadFacts } from './WorkloadFacts';

/** A workload that is there. */
export function WorkloadDetail(props: {
  workload: Detail;
  events: WorkloadEvent[];
  error: unknown;
  isLive: boolean;
  load(): void;
  apply(signal: WorkloadSignal): void;
}) {
  const { form } = useLaunchForm(props.workload.entityRef, {
    variant: props.workload.request.variant,
  });
  const workload = useNamed(props.workload, form);
  const t = useTranslate();
  const [intent, setIntent] = useState<Intent>();
  const { change, open, error } = useWorkloadActions(props.apply);
  const failure = error ?? props.error;
  const isOwn = !workload.shared;
  const may = (deed: WorkloadDeed) =>
    isSharedFor(workload, workloadNeeds[deed]);

  return (
    <PageFrame
      title={workload.title}
      breadcrumbs={[{ label: t('list.title'), href: '/workloads' }]}
      actions={
        <Flex gap="1" style={{ flexWrap: 'wrap' }}>
          {may('snapshot') && <TakeSnapshot workload={workload} />}
          <WorkloadActions
            workload={workload}
            onChange={(action, target) =>
              setIntent({ action, workload: target })
            }
          />
        </Flex>
      }
    >
      <Flex direction="column" gap="4">
        <AssetLink entityRef={workload.entityRef} title={form?.title} />
        <SharedNote thing={workload} />
        <Notes
          workload={workload}
          isLive={props.isLive}
          failure={failure}
          apply={props.apply}
        />
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
        <Follow workload={workload} apply={props.apply} />
        <Storages workload={workload} />
        {may('files') && <Artefacts workload={workload} />}
        {may('files') && <Files workload={workload} />}
        <Logs workload={workload} onRecovered={props.load} />
        {may('terminal') && <Terminal workload={workload} />}
        <UsageSection workload={workload} />
        <Columns>
          <Flex direction="column" gap="4">
            <Section title={t('detail.timeline')}>
              <Timeline events={props.events} />
            </Section>
            {isOwn && (
              <Section title={t('detail.values')}>
                <Values workload={workload} form={form} />
              </Section>
            )}
          </Flex>
          <Section title={t('detail.facts')}>
            <WorkloadFacts workload={workload} />
          </Section>
        </Columns>
        {isOwn && <Sharing workload={workload} />}
        {may('passwords') && <Passwords workload={workload} />}
        <ByProgram workload={workload} />
      </Flex>
      <ActionConfirm
        intent={intent}
        onClose={() => setIntent(undefined)}
        onConfirm={({ action, workload: target }, how) =>
          change(action, target, how)
        }
      />
    </PageFrame>
  );
}

/** With its endpoints named in the person's language. */
function useNamed(workload: Detail, form: LaunchForm | undefined): Detail {
  const locale = useLocale();
  const translations = form?.translations;
  return useMemo(() => {
    const { endpoints } = workload;
    const named = translated({ endpoints, translations }, locale);
    return { ...workload, endpoints: named.endpoints };
  }, [workload, translations, locale]);
}
