import type { WorkloadState } from '@astrolabe/plugin-workloads-common';
import {
  formatInstant,
  SharedBadge,
  StatusBadge,
  useLocale,
} from '@astrolabe/ui';
import { Button, Flex, Link, Text } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useTranslate } from '../../hooks/useTranslate';
import { workloadPath } from '../../routes';
import { QueueText } from '../shared/QueueText';
import { StateBadge } from '../shared/StateBadge';
import { GroupActions, WorkloadActions } from '../shared/WorkloadActions';
import type { ListProps, ListRow } from './ListProps';

/** What it is called, and its community where there are several; of an array, with what opens it. */
export function RowName(
  props: Pick<ListProps, 'onToggle' | 'communityTitles'> & {
    row: ListRow;
    isHeading?: boolean;
  },
) {
  const { row, isHeading, onToggle } = props;
  const { title, id, group, community } = row.workload;
  const ofCommunity = props.communityTitles[community];
  const t = useTranslate();
  const variant = isHeading ? 'title-x-small' : 'body-medium';
  return (
    <>
      <Text
        as={isHeading ? 'h2' : 'span'}
        variant={variant}
        style={{ margin: 0, overflowWrap: 'anywhere' }}
      >
        {row.array ? (
          title
        ) : (
          <Link href={workloadPath(id)} variant={variant}>
            {row.isTask ? taskName(row, t) : title}
          </Link>
        )}
      </Text>
      <SharedBadge thing={row.workload} />
      {ofCommunity && (
        <Text as="div" variant="body-small" color="secondary">
          {t('list.community', { community: ofCommunity })}
        </Text>
      )}
      {row.array && group && (
        <Button
          size="small"
          variant="secondary"
          iconStart={
            row.array.isOpen ? (
              <RiArrowDownSLine aria-hidden />
            ) : (
              <RiArrowRightSLine aria-hidden />
            )
          }
          aria-expanded={row.array.isOpen}
          aria-label={t('list.tasksOf', {
            total: String(group.size),
            name: title,
          })}
          onPress={() => onToggle(group.id)}
          style={{ alignSelf: 'start' }}
        >
          {t('list.array', { total: String(group.size) })}
        </Button>
      )}
    </>
  );
}

function taskName(
  { workload: { group } }: ListRow,
  t: ReturnType<typeof useTranslate>,
): string {
  return t('list.task', {
    number: String((group?.index ?? 0) + 1),
    total: String(group?.size),
  });
}

/** How it is and why; of an array, how many of it are how. */
export function RowState({ row }: { row: ListRow }) {
  const t = useTranslate();
  const { state, reason, queue, idle, group } = row.workload;
  const locale = useLocale();
  if (row.array) {
    const counts = Object.entries(group?.states ?? {});
    return (
      <Flex gap="1" style={{ flexWrap: 'wrap' }}>
        {counts.map(([each, count]) => (
          <StateBadge key={each} state={each as WorkloadState} count={count} />
        ))}
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="1" align="start">
      <StateBadge state={state} />
      <Text variant="body-small" color="secondary">
        {t(`reason.${reason.code}`)}
      </Text>
      {queue && <QueueText queue={queue} />}
      {idle?.stopsAt && (
        <StatusBadge tone="busy">
          {t('idle.badge', { stopsAt: formatInstant(idle.stopsAt, locale) })}
        </StatusBadge>
      )}
    </Flex>
  );
}

/** What may be done to it. */
export function RowActions(
  props: Omit<ListProps, 'rows' | 'assetTitles' | 'communityTitles'> & {
    row: ListRow;
    isCompact?: boolean;
  },
) {
  const { row, isCompact, onOpen, onChange, onChangeGroup } = props;
  const shared = { workload: row.workload, isCompact };
  return row.array ? (
    <GroupActions {...shared} onChange={onChangeGroup} />
  ) : (
    <WorkloadActions {...shared} onOpen={onOpen} onChange={onChange} />
  );
}
