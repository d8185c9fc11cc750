import { formatInstant, useLocale } from '@astrolabe/ui';
import {
  Cell,
  Column,
  Flex,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
  type ColumnConfig,
} from '@backstage/ui';
import { useMemo } from 'react';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { AssetLink } from '../shared/AssetLink';
import { resourcesText, siteName } from '../shared/resources';
import type { ListProps, ListRow } from './ListProps';
import { RowActions, RowName, RowState } from './rowParts';

interface ColumnContext extends Omit<ListProps, 'rows'> {
  t: Translate;
  locale: string;
}

/** Workloads where there is room for columns. */
export function WorkloadTable(props: ListProps) {
  const { rows, assetTitles, communityTitles, ...handlers } = props;
  const { onOpen, onChange, onChangeGroup, onToggle } = handlers;
  const t = useTranslate();
  const locale = useLocale();
  const columns = useMemo(
    () =>
      columnsOf({
        t,
        locale,
        assetTitles,
        communityTitles,
        onOpen,
        onChange,
        onChangeGroup,
        onToggle,
      }),
    [
      t,
      locale,
      assetTitles,
      communityTitles,
      onOpen,
      onChange,
      onChangeGroup,
      onToggle,
    ],
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
        <TableBody items={rows} dependencies={[columns]}>
          {row => (
            <Row id={row.id} columns={columns}>
              {column => column.cell(row)}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

function columnsOf(context: ColumnContext): ColumnConfig<ListRow>[] {
  const { t, locale, assetTitles } = context;
  return [
    {
      id: 'name',
      label: t('list.name'),
      isRowHeader: true,
      cell: row => (
        <Cell>
          <Flex direction="column" gap="1" align="start">
            <RowName {...context} row={row} />
            <Text as="div" variant="body-small" color="secondary">
              {t('list.from')}{' '}
              <AssetLink
                entityRef={row.workload.entityRef}
                title={assetTitles[row.workload.entityRef]}
              />
            </Text>
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('list.state'),
      cell: row => (
        <Cell>
          <RowState row={row} />
        </Cell>
      ),
    },
    {
      id: 'site',
      label: t('list.site'),
      cell: ({ workload: { siteTitle, resources } }) => (
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
      cell: ({ workload: { createdAt } }) => (
        <Cell>
          <Text>{formatInstant(createdAt, locale)}</Text>
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('list.actions'),
      cell: row => (
        <Cell>
          <RowActions {...context} row={row} isCompact />
        </Cell>
      ),
    },
  ];
}
