import type { Workload } from '@astrolabe/plugin-workloads-common';
import { formatInstant } from '@astrolabe/ui';
import {
  Cell,
  Column,
  Flex,
  Link,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
  type ColumnConfig,
} from '@backstage/ui';
import { useMemo } from 'react';
import { useLocale } from '../../hooks/useLocale';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { workloadPath } from '../../routes';
import { AssetLink } from '../shared/AssetLink';
import { QueueText } from '../shared/QueueText';
import { resourcesText, siteName } from '../shared/resources';
import { StateBadge } from '../shared/StateBadge';
import { WorkloadActions } from '../shared/WorkloadActions';
import type { ListProps } from './ListProps';

interface ColumnContext extends Omit<ListProps, 'workloads'> {
  t: Translate;
  locale: string;
}

/** Workloads where there is room for columns. */
export function WorkloadTable(props: ListProps) {
  const { workloads, assetTitles, onOpen, onChange } = props;
  const t = useTranslate();
  const locale = useLocale();
  const columns = useMemo(
    () => columnsOf({ t, locale, assetTitles, onOpen, onChange }),
    [t, locale, assetTitles, onOpen, onChange],
  );
  return (
    <div style={{ overflowX: 'auto', overflowWrap: 'anywhere' }}>
      <TableRoot aria-label={t('list.tableLabel')}>
        <TableHeader columns={columns}>
          {({ id, isRowHeader, label }) => (
            <Column id={id} isRowHeader={isRowHeader}>
              {label}
            </Column>
          )}
        </TableHeader>
        <TableBody items={workloads} dependencies={[columns]}>
          {workload => (
            <Row id={workload.id} columns={columns}>
              {column => column.cell(workload)}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

function columnsOf(context: ColumnContext): ColumnConfig<Workload>[] {
  const { t, locale, assetTitles, onOpen, onChange } = context;
  return [
    {
      id: 'name',
      label: t('list.name'),
      isRowHeader: true,
      cell: workload => (
        <Cell>
          <Flex direction="column" gap="1" align="start">
            <Link href={workloadPath(workload.id)}>{workload.title}</Link>
            <Text as="div" variant="body-small" color="secondary">
              {t('list.from')}{' '}
              <AssetLink
                entityRef={workload.entityRef}
                title={assetTitles[workload.entityRef]}
              />
            </Text>
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('list.state'),
      cell: ({ state, reason, queue }) => (
        <Cell>
          <Flex direction="column" gap="1" align="start">
            <StateBadge state={state} />
            <Text variant="body-small" color="secondary">
              {t(`reason.${reason.code}`)}
            </Text>
            {queue && <QueueText queue={queue} />}
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'site',
      label: t('list.site'),
      cell: ({ siteTitle, resources }) => (
        <Cell>
          <Flex direction="column" gap="1" align="start">
            <Text>{siteName(siteTitle, t)}</Text>
            <Text variant="body-small" color="secondary">
              {resourcesText(resources, t, locale)}
            </Text>
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'created',
      label: t('list.created'),
      cell: ({ createdAt }) => (
        <Cell>
          <Text>{formatInstant(createdAt, locale)}</Text>
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('list.actions'),
      cell: workload => (
        <Cell>
          <WorkloadActions
            isCompact
            workload={workload}
            onOpen={onOpen}
            onChange={onChange}
          />
        </Cell>
      ),
    },
  ];
}
