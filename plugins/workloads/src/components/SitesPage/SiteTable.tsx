import {
  gpuLinesOf,
  type SiteCapacity,
} from '@astrolabe/plugin-workloads-common';
import { DataTable, formatNumber, Section, useLocale } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from '../shared/resources';
import styles from './SiteTable.module.css';
import { NodeStates } from './NodeStates';

const amounts = ['total', 'eligible', 'used', 'free'] as const;

/** All GPUs of all sites, to be compared; and the machines that they are in. */
export function SiteTable({ sites }: { sites: SiteCapacity[] }) {
  const t = useTranslate();
  return (
    <Section title={t('sites.table.title')}>
      <Text color="secondary">{t('sites.table.hint')}</Text>
      <DataTable label={t('sites.gpuModels')} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sites.table.site')}</th>
            <th scope="col">{t('sites.nodes')}</th>
            <th scope="col">{t('sites.table.model')}</th>
            {amounts.map(amount => (
              <th key={amount} scope="col" className={styles.amount}>
                {t(`sites.table.${amount}`)}
              </th>
            ))}
          </tr>
        </thead>
        {sites.map(site => (
          <Site key={`${site.engine} ${site.siteId}`} site={site} />
        ))}
      </DataTable>
    </Section>
  );
}

/** A site, with a row for each of its models. */
function Site({ site }: { site: SiteCapacity }) {
  const t = useTranslate();
  const locale = useLocale();
  const [first, ...others] = gpuLinesOf(site);
  const cells = (line: typeof first) => (
    <>
      <th scope="row">{line.model ?? t('sites.table.anyModel')}</th>
      {amounts.map(amount => (
        <td key={amount} className={styles.amount}>
          {formatNumber(line[amount], locale)}
        </td>
      ))}
    </>
  );
  const rowSpan = 1 + others.length;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" rowSpan={rowSpan}>
          {siteName(site.title, t)}
        </th>
        <td rowSpan={rowSpan}>
          {site.nodes ? (
            <NodeStates nodes={site.nodes} />
          ) : (
            t('sites.table.none')
          )}
        </td>
        {first ? (
          cells(first)
        ) : (
          <td colSpan={1 + amounts.length}>{t('sites.noGpus')}</td>
        )}
      </tr>
      {others.map(line => (
        <tr key={line.model}>{cells(line)}</tr>
      ))}
    </tbody>
  );
}
