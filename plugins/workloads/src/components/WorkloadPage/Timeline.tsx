import type { WorkloadEvent } from '@astrolabe/plugin-workloads-common';
import { formatInstant, useLocale } from '@astrolabe/ui';
import { Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { StateBadge } from '../shared/StateBadge';

/** What happened, newest first. */
export function Timeline({ events }: { events: WorkloadEvent[] }) {
  const t = useTranslate();
  const locale = useLocale();
  if (events.length === 0) {
    return <Text color="secondary">{t('detail.noEvents')}</Text>;
  }
  return (
    <ol
      reversed
      style={{
        listStyle: 'none',
        margin: 0,
        padding: 0,
        display: 'grid',
        gap: 'var(--bui-space-3)',
        maxHeight: '24rem',
        overflowY: 'auto',
      }}
      // A region that scrolls has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('detail.timeline')}
    >
      {[...events].reverse().map(({ at, state, reason }) => (
        <li key={`${at} ${state} ${reason.code}`}>
          <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
            <StateBadge state={state} />
            <time dateTime={at}>
              <Text variant="body-small" color="secondary">
                {formatInstant(at, locale, { withSeconds: true })}
              </Text>
            </time>
          </Flex>
          <Text>{t(`reason.${reason.code}`)}</Text>
        </li>
      ))}
    </ol>
  );
}
