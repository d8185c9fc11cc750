import { canBeRun, type AssetSummary } from '@astrolabe/plugin-assets-common';
import { formatInstant, StatusBadge, useLocale } from '@astrolabe/ui';
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
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { assetPath } from '../../routes';
import { shownVersion } from '../shared/shownVersion';
import styles from './AssetsPage.module.css';
import { facetText } from './facetState';

/** A row of a table is known by its `id`. */
type AssetRow = AssetSummary & { id: string };

/** Assets to compare. */
export function AssetTable(props: { label: string; assets: AssetSummary[] }) {
  const t = useTranslate();
  const locale = useLocale();
  const isRun = props.assets.some(canBeRun);
  const columns = useMemo(
    () => columnsOf(t, locale).filter(({ id }) => id !== 'launches' || isRun),
    [t, locale, isRun],
  );
  const rows = props.assets.map(asset => ({ ...asset, id: asset.entityRef }));
  return (
    <div className={styles.table}>
      <TableRoot aria-label={props.label}>
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

function columnsOf(t: Translate, locale: string): ColumnConfig<AssetRow>[] {
  // Wraps, where CellText would cut.
  const text = (value = '') => (
    <Cell>
      <Text>{value}</Text>
    </Cell>
  );
  return [
    {
      id: 'name',
      label: t('column.name'),
      isRowHeader: true,
      cell: asset => (
        <Cell>
          <Flex direction="column" gap="1" align="start">
            <Link href={assetPath(asset)}>{asset.title}</Link>
            {!asset.valid && (
              <StatusBadge tone="bad">{t('badge.invalid')}</StatusBadge>
            )}
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'tasks',
      label: t('facet.tasks'),
      cell: asset =>
        text(asset.tasks.map(task => facetText('tasks', task, t)).join(', ')),
    },
    {
      id: 'libraries',
      label: t('facet.libraries'),
      cell: asset => text(asset.libraries.join(', ')),
    },
    {
      id: 'license',
      label: t('facet.license'),
      cell: asset => text(asset.license),
    },
    {
      id: 'version',
      label: t('badge.version'),
      cell: asset => text(shownVersion(asset.version)),
    },
    {
      id: 'updated',
      label: t('column.updated'),
      cell: ({ updatedAt, createdAt }) => {
        const changed = updatedAt ?? createdAt;
        return text(changed && formatInstant(changed, locale));
      },
    },
    {
      id: 'launches',
      label: t('column.launches'),
      cell: asset => text(String(asset.launches)),
    },
  ];
}
