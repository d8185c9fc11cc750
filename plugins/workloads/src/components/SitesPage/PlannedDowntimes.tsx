import type { SiteCapacity } from '@astrolabe/plugin-workloads-common';
import { FailureNote, PlainList, Section } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { useDowntimes } from '../../hooks/useDowntimes';
import { useTranslate } from '../../hooks/useTranslate';
import { DowntimeText } from '../shared/Downtimes';
import { siteName } from '../shared/resources';
import { DowntimeForm } from './DowntimeForm';

/** What is announced; operators announce more and take it back. */
export function PlannedDowntimes({ sites }: { sites: SiteCapacity[] }) {
  const t = useTranslate();
  const { downtimes, mayAnnounce, error, announce, cancel } = useDowntimes();
  if (downtimes.length === 0 && !mayAnnounce) return null;
  return (
    <Section title={t('downtime.planned')}>
      {error !== undefined && (
        <FailureNote title={t('action.failed')} error={error} />
      )}
      {downtimes.length === 0 ? (
        <Text color="secondary">{t('downtime.none')}</Text>
      ) : (
        <PlainList label={t('downtime.planned')}>
          {downtimes.map(downtime => {
            const site = siteName(downtime.siteTitle, t);
            return (
              <li key={downtime.id}>
                <Flex direction="column" gap="1" align="start">
                  <Text weight="bold">{site}</Text>
                  <DowntimeText downtime={downtime} />
                  {mayAnnounce && (
                    <Button
                      size="small"
                      variant="secondary"
                      aria-label={t('downtime.cancelNamed', { site })}
                      onPress={() => cancel(downtime.id)}
                    >
                      {t('downtime.cancel')}
                    </Button>
                  )}
                </Flex>
              </li>
            );
          })}
        </PlainList>
      )}
      {mayAnnounce && <DowntimeForm sites={sites} onAnnounce={announce} />}
    </Section>
  );
}
