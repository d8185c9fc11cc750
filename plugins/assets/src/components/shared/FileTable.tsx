import { DataTable, formatBytes, Section, useLocale } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './shared.module.css';

const SHOWN = 100;

/** The files of a dataset, with what they are checked by. */
export function FileTable(props: {
  files: { path: string; bytes?: number; checksum?: string }[];
  total: number;
}) {
  const { files, total } = props;
  const t = useTranslate();
  const locale = useLocale();
  const shown = files.slice(0, SHOWN);
  return (
    <Section title={t('repository.files')}>
      <DataTable label={t('repository.fileList')}>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('repository.size')}</th>
            <th scope="col">{t('repository.checksum')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, bytes, checksum }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td>
                {bytes === undefined
                  ? t('repository.unknown')
                  : formatBytes(bytes, locale)}
              </td>
              <td className={styles.sum}>
                {checksum ?? t('repository.unknown')}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {total > shown.length && (
        <Text as="p" color="secondary">
          {t('list.shown', {
            shown: String(shown.length),
            total: String(total),
          })}
        </Text>
      )}
    </Section>
  );
}
