import type { ToldNotice } from '@astrolabe/plugin-workloads-common';
import {
  EmptyState,
  FailureState,
  formatInstant,
  LoadingState,
  PageFrame,
  PlainList,
  StatusBadge,
  useLocale,
} from '@astrolabe/ui';
import { Flex, Link, Text } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useInbox } from '../hooks/useInbox';
import { useTranslate } from '../hooks/useTranslate';
import { workloadPath } from '../routes';

/** What one was told of one's workloads; it is read when one has been here. */
export function NoticesPage() {
  const t = useTranslate();
  const { inbox, error, load, markRead } = useInbox();
  const fresh = useFresh(inbox?.items);
  const newest = inbox && inbox.unread > 0 ? inbox.items[0]?.at : undefined;
  useEffect(() => {
    // What was not noted is marked at the next visit.
    if (newest) markRead(newest).catch(() => {});
  }, [newest, markRead]);

  return (
    <PageFrame title={t('notices.title')} subtitle={t('notices.subtitle')}>
      {!inbox && error === undefined && (
        <LoadingState label={t('notices.loading')} />
      )}
      {!inbox && error !== undefined && (
        <FailureState error={error} onRetry={load} />
      )}
      {inbox?.items.length === 0 && (
        <EmptyState
          title={t('notices.emptyTitle')}
          description={t('notices.emptyDescription')}
        />
      )}
      {inbox && inbox.items.length > 0 && (
        <PlainList label={t('notices.title')}>
          {inbox.items.map(notice => (
            <li key={keyOf(notice)}>
              <Told notice={notice} isFresh={fresh.has(keyOf(notice))} />
            </li>
          ))}
        </PlainList>
      )}
    </PageFrame>
  );
}

function Told(props: { notice: ToldNotice; isFresh: boolean }) {
  const { kind, title, at, workloadId, groupSize } = props.notice;
  const t = useTranslate();
  const locale = useLocale();
  return (
    <Flex direction="column" gap="1">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Link href={workloadPath(workloadId)}>
          {`${t(`notices.kind.${kind}`)}: ${title}`}
        </Link>
        {props.isFresh && (
          <StatusBadge tone="busy">{t('notices.new')}</StatusBadge>
        )}
      </Flex>
      <Text variant="body-small" color="secondary">
        {[
          formatInstant(at, locale),
          groupSize && t('notices.group', { total: String(groupSize) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Flex>
  );
}

/** Those that were unread when they were seen here first. */
function useFresh(items: ToldNotice[] | undefined): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const unread = items?.filter(({ isRead }) => !isRead).map(keyOf) ?? [];
    if (unread.length > 0) setFresh(before => new Set([...before, ...unread]));
  }, [items]);
  return fresh;
}

function keyOf({ workloadId, kind, at }: ToldNotice): string {
  return `${workloadId} ${kind} ${at}`;
}
