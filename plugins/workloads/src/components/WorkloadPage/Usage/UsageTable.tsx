import type {
  UsageReport,
  UsageSample,
} from '@astrolabe/plugin-workloads-common';
import {
  formatBytes,
  formatInstant,
  ScrollRegion,
  useLocale,
} from '@astrolabe/ui';
import { useTranslate } from '../../../hooks/useTranslate';
import { sayCores, sayShare } from './amounts';
import styles from './UsageTable.module.css';

/** The figures, newest first, for who cannot see lines or wants to know exactly. */
export function UsageTable({ report }: { report: UsageReport }) {
  const t = useTranslate();
  const locale = useLocale();
  const said = (
    value: number | undefined,
    say: (known: number, language: string) => string,
  ) => (value === undefined ? t('usage.unknown') : say(value, locale));
  const columns: [string, (sample: UsageSample) => string][] = [
    [t('usage.cpu'), ({ cpuCores }) => said(cpuCores, sayCores)],
    [t('usage.memory'), ({ memoryBytes }) => said(memoryBytes, formatBytes)],
    [t('usage.disk'), ({ diskBytes }) => said(diskBytes, formatBytes)],
    [t('usage.gpu'), ({ gpuShare }) => said(gpuShare, sayShare)],
  ];
  return (
    <details>
      <summary className={styles.summary}>{t('usage.table')}</summary>
      <ScrollRegion label={t('usage.table')} className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {[t('usage.when'), ...columns.map(([name]) => name)].map(name => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...report.samples].reverse().map(sample => (
              <tr key={sample.at}>
                <th scope="row">{formatInstant(sample.at, locale)}</th>
                {columns.map(([name, say]) => (
                  <td key={name}>{say(sample)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
