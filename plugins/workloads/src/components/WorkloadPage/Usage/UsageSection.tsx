import {
  adviseUsage,
  usageRanges,
  type UsageRange,
  type UsageReport,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import { FailureNote, PlainList, Section, useLocale } from '@astrolabe/ui';
import { Flex, Select, Text } from '@backstage/ui';
import { useState } from 'react';
import { useTranslate } from '../../../hooks/useTranslate';
import { useUsage } from '../../../hooks/useUsage';
import { Columns } from '../../shared/Columns';
import { adviceText, measured } from './amounts';
import { UsageChart } from './UsageChart';
import { UsageTable } from './UsageTable';

const ranges = Object.keys(usageRanges) as UsageRange[];

/** What it uses of what it has, and what one could ask for instead; nothing before it ran. */
export function UsageSection({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const [range, setRange] = useState<UsageRange>('hour');
  const { report, error } = useUsage(workload, range);
  if (!workload.startedAt) return null;
  return (
    <Section title={t('usage.title')}>
      <Select
        label={t('usage.range.label')}
        style={{ maxWidth: '16rem' }}
        options={ranges.map(value => ({
          value,
          label: t(`usage.range.${value}`),
        }))}
        value={range}
        onChange={key => setRange(key as UsageRange)}
      />
      {error !== undefined && (
        <FailureNote title={t('usage.failed')} error={error} />
      )}
      {report && <Report report={report} />}
    </Section>
  );
}

function Report({ report }: { report: UsageReport }) {
  const t = useTranslate();
  const amounts = measured(report);
  if (amounts.length === 0) {
    const why = report.everySeconds === 0 ? 'off' : 'none';
    return <Text color="secondary">{t(`usage.${why}`)}</Text>;
  }
  return (
    <>
      <Advice report={report} />
      <Columns>
        {amounts.map(amount => (
          <UsageChart key={amount.name} amount={amount} report={report} />
        ))}
      </Columns>
      <UsageTable report={report} />
    </>
  );
}

function Advice({ report }: { report: UsageReport }) {
  const t = useTranslate();
  const locale = useLocale();
  const advice = adviseUsage(report);
  if (advice.length === 0) return null;
  return (
    <Flex direction="column" gap="1">
      <Text weight="bold">{t('usage.advice.title')}</Text>
      <PlainList>
        {advice.map(one => (
          <li key={one.kind}>
            <Text>{adviceText(one, t, locale)}</Text>
          </li>
        ))}
      </PlainList>
    </Flex>
  );
}
