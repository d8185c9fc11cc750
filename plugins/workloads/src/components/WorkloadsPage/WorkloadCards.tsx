import { formatInstant } from '@astrolabe/ui';
import { Card, CardBody, Flex, Link, Text } from '@backstage/ui';
import { useLocale } from '../../hooks/useLocale';
import { useTranslate } from '../../hooks/useTranslate';
import { workloadPath } from '../../routes';
import { AssetLink } from '../shared/AssetLink';
import { Facts } from '../shared/Facts';
import { QueueText } from '../shared/QueueText';
import { resourcesText, siteName } from '../shared/resources';
import { StateBadge } from '../shared/StateBadge';
import { WorkloadActions } from '../shared/WorkloadActions';
import type { ListProps } from './ListProps';

/** Workloads where there is no room for columns. */
export function WorkloadCards(props: ListProps) {
  const { workloads, assetTitles, onOpen, onChange } = props;
  const t = useTranslate();
  const locale = useLocale();
  return (
    <ul
      aria-label={t('list.tableLabel')}
      style={{
        listStyle: 'none',
        margin: 0,
        padding: 0,
        display: 'grid',
        gap: 'var(--bui-space-3)',
      }}
    >
      {workloads.map(workload => (
        <li key={workload.id} style={{ minWidth: 0 }}>
          <Card>
            <CardBody>
              <Flex direction="column" gap="2">
                <Text
                  as="h2"
                  variant="title-x-small"
                  style={{ margin: 0, overflowWrap: 'anywhere' }}
                >
                  <Link
                    href={workloadPath(workload.id)}
                    variant="title-x-small"
                  >
                    {workload.title}
                  </Link>
                </Text>
                <div>
                  <StateBadge state={workload.state} />
                </div>
                <Text color="secondary">
                  {t(`reason.${workload.reason.code}`)}
                </Text>
                {workload.queue && <QueueText queue={workload.queue} />}
                <Facts
                  facts={[
                    {
                      name: t('list.from'),
                      value: (
                        <AssetLink
                          entityRef={workload.entityRef}
                          title={assetTitles[workload.entityRef]}
                        />
                      ),
                    },
                    {
                      name: t('list.site'),
                      value: siteName(workload.siteTitle, t),
                    },
                    {
                      name: t('list.resources'),
                      value: resourcesText(workload.resources, t, locale),
                    },
                    {
                      name: t('list.created'),
                      value: formatInstant(workload.createdAt, locale),
                    },
                  ]}
                />
                <WorkloadActions
                  workload={workload}
                  onOpen={onOpen}
                  onChange={onChange}
                />
              </Flex>
            </CardBody>
          </Card>
        </li>
      ))}
    </ul>
  );
}
