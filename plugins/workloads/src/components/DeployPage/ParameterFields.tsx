import { Button, ButtonIcon, Flex, TextField } from '@backstage/ui';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import type { ParameterRow, useRuns } from '../../hooks/useRuns';
import { useTranslate } from '../../hooks/useTranslate';

const MOST = 64;

/** Names and values, as many as a person adds. */
export function ParameterFields({
  runs,
}: {
  runs: ReturnType<typeof useRuns>;
}) {
  const t = useTranslate();
  const { rows } = runs.choice;
  const change = (key: number, changes: Partial<ParameterRow>) =>
    runs.change({
      rows: rows.map(row => (row.key === key ? { ...row, ...changes } : row)),
    });
  const add = () => {
    const key = (rows.at(-1)?.key ?? 0) + 1;
    runs.change({ rows: [...rows, { key, name: '', value: '' }] });
  };
  return (
    <Flex direction="column" gap="2">
      {rows.map((row, index) => (
        <Flex
          key={row.key}
          role="group"
          aria-label={t('runs.parameter', { number: String(index + 1) })}
          gap="2"
          align="end"
          style={{ flexWrap: 'wrap' }}
        >
          <TextField
            label={t('runs.name')}
            style={{ flex: '1 1 8rem' }}
            value={row.name}
            onChange={name => change(row.key, { name })}
            isInvalid={Boolean(runs.problems[row.key])}
            description={runs.problems[row.key]}
          />
          <TextField
            label={t('runs.value')}
            style={{ flex: '1 1 8rem' }}
            maxLength={4096}
            value={row.value}
            onChange={value => change(row.key, { value })}
          />
          <ButtonIcon
            variant="tertiary"
            icon={<RiDeleteBinLine aria-hidden />}
            aria-label={t('runs.remove', { number: String(index + 1) })}
            onPress={() =>
              runs.change({ rows: rows.filter(({ key }) => key !== row.key) })
            }
          />
        </Flex>
      ))}
      <Button
        variant="secondary"
        iconStart={<RiAddLine aria-hidden />}
        isDisabled={rows.length >= MOST}
        onPress={add}
        style={{ alignSelf: 'start' }}
      >
        {t('runs.add')}
      </Button>
    </Flex>
  );
}
