import { parseRows, RowsError } from '@astrolabe/plugin-workloads-common';
import { Section } from '@astrolabe/ui';
import { Flex, NumberField, Radio, RadioGroup, Text } from '@backstage/ui';
import { useState } from 'react';
import { runModes, type RunMode, type useRuns } from '../../hooks/useRuns';
import { useTranslate } from '../../hooks/useTranslate';
import { FilePick } from '../shared/FilePick';
import { ParameterFields } from './ParameterFields';
import { RowsPreview } from './RowsPreview';

type RunsProps = { runs: ReturnType<typeof useRuns> };

/** With what parameters something that ends runs, and how often. */
export function Runs({ runs }: RunsProps) {
  const t = useTranslate();
  const { choice, change, problems } = runs;
  return (
    <Section title={t('runs.title')}>
      <Text color="secondary">{t('runs.what')}</Text>
      <ParameterFields runs={runs} />
      <RadioGroup
        label={t('runs.howOften')}
        value={choice.mode}
        onChange={mode => change({ mode: mode as RunMode })}
      >
        {runModes.map(mode => (
          <Radio key={mode} value={mode}>
            {t(`runs.mode.${mode}`)}
          </Radio>
        ))}
      </RadioGroup>
      {choice.mode === 'count' && (
        <NumberField
          label={t('runs.count')}
          size="medium"
          value={choice.count ?? NaN}
          onChange={count =>
            change({ count: Number.isNaN(count) ? undefined : count })
          }
          isInvalid={Boolean(problems.count)}
          description={problems.count}
        />
      )}
      {choice.mode === 'rows' && <Table runs={runs} />}
    </Section>
  );
}

/** The file with a row for each run. */
function Table({ runs }: RunsProps) {
  const t = useTranslate();
  const [unreadable, setUnreadable] = useState<string>();
  const { table } = runs.choice;
  const take = (csv: string, name: string) => {
    try {
      runs.change({ table: { name, rows: parseRows(csv) } });
      setUnreadable(undefined);
    } catch (error) {
      if (!(error instanceof RowsError)) throw error;
      runs.change({ table: undefined });
      setUnreadable(
        t(`runs.unreadable.${error.why}`, { line: String(error.line), name }),
      );
    }
  };
  return (
    <Flex direction="column" gap="2">
      <FilePick label={t('runs.file')} accept=".csv,text/csv" onText={take} />
      <Text role="status" color={runs.problems.rows ? 'danger' : 'secondary'}>
        {unreadable ??
          runs.problems.rows ??
          t('runs.taken', {
            name: table?.name ?? '',
            rows: String(table?.rows.length),
          })}
      </Text>
      {table && <RowsPreview rows={table.rows} />}
    </Flex>
  );
}
