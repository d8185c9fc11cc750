import { ScrollRegion } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import styles from './ApiDocs.module.css';
import type { SchemaLine } from './schemas';

/** Fields as a plain table: nothing in it is chosen or sorted. */
export function FieldTable(props: {
  caption: string;
  fields: (SchemaLine & { where?: string })[];
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const hasWhere = props.fields.some(field => field.where);
  return (
    <ScrollRegion label={props.caption}>
      <table className={styles.table}>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('apiDocs.parameter')}</th>
            {hasWhere && <th scope="col">{t('apiDocs.where')}</th>}
            <th scope="col">{t('apiDocs.type')}</th>
            <th scope="col">{t('apiDocs.required')}</th>
            <th scope="col">{t('apiDocs.description')}</th>
          </tr>
        </thead>
        <tbody>
          {props.fields.map(field => (
            <tr key={`${field.where} ${field.path}`}>
              <th scope="row">
                <code>{field.path}</code>
              </th>
              {hasWhere && <td>{field.where}</td>}
              <td>
                <code>{field.type}</code>
              </td>
              <td>{field.required ? t('apiDocs.yes') : t('apiDocs.no')}</td>
              <td>{field.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
