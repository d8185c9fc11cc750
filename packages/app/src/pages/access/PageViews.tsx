import {
  pageViewsReadPermission,
  type CommunityPageViews,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { DataTable, Section, useLocale } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import useAsync from 'react-use/esm/useAsync';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';

/** As many as the table shows. */
const MOST = 15;

/** For managers whose community has its page views counted: what is opened most. */
export function PageViews() {
  const { ask } = useCommunitiesApi();
  const { value = [] } = useAsync(async () => {
    const me = await ask<Me>('GET', '/v1/me');
    if (!me.permissions.includes(pageViewsReadPermission.name)) return [];
    const path = '/v1/page-views';
    const { items } = await ask<{ items: CommunityPageViews[] }>('GET', path);
    return items.filter(({ isCounted, pages }) => isCounted || pages.length);
  }, [ask]);
  return value.map(each => <Counts key={each.community} {...each} />);
}

function Counts({ title, pages, days }: CommunityPageViews) {
  const { t } = useTranslationRef(appTranslationRef);
  const number = new Intl.NumberFormat(useLocale());
  const heading = t('access.pageViews', { community: title });
  const total = days.reduce((sum, { views }) => sum + views, 0);
  return (
    <Section title={heading}>
      <Text color="secondary">
        {t('access.pageViewsText', {
          total: number.format(total),
          days: String(days.length),
        })}
      </Text>
      {pages.length > 0 && (
        <DataTable label={heading} className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('access.page')}</th>
              <th scope="col">{t('access.views')}</th>
            </tr>
          </thead>
          <tbody>
            {pages.slice(0, MOST).map(({ page, views }) => (
              <tr key={page}>
                <th scope="row">{page}</th>
                <td>{number.format(views)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Section>
  );
}
