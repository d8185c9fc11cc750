import type {
  AdviceRow,
  LaunchForm,
  PlannedSite,
} from '@astrolabe/plugin-workloads-common';
import { ScrollRegion, StatusBadge } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import type { CSSProperties } from 'react';
import { useChangeWords } from '../../hooks/useChangeWords';
import { useReasonWords } from '../../hooks/useReasonWords';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from '../shared/resources';
import { verdictTones } from './Sites';

const cell: CSSProperties = {
  textAlign: 'start',
  verticalAlign: 'top',
  minWidth: '9rem',
  padding: 'var(--bui-space-2)',
  borderBlockEnd: '1px solid var(--bui-border-2)',
};

/** What each site says to the request and to each alternative. */
export function AdviceMatrix(props: { form: LaunchForm; rows: AdviceRow[] }) {
  const { form, rows } = props;
  const t = useTranslate();
  const wordsOf = useChangeWords(form);
  const columns = rows[0].sites;
  return (
    <ScrollRegion label={t('advice.matrix')}>
      <table style={{ borderCollapse: 'collapse', width: '100%' }}>
        <caption style={{ textAlign: 'start' }}>
          <Text variant="body-small" color="secondary">
            {t('advice.matrix')}
          </Text>
        </caption>
        <thead>
          <tr>
            <th scope="col" style={cell}>
              {t('advice.asked')}
            </th>
            {columns.map(site => (
              <th key={keyOf(site)} scope="col" style={cell}>
                {siteName(site.title, t)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ changes, hasRoom, sites }) => (
            <tr key={JSON.stringify(changes)}>
              <th scope="row" style={cell}>
                {wordsOf(changes) || t('advice.asItIs')}
                {!hasRoom && (
                  <Text as="p" color="danger" style={{ margin: 0 }}>
                    {t('advice.noRoom')}
                  </Text>
                )}
              </th>
              {columns.map(site => (
                <td key={keyOf(site)} style={cell}>
                  <Verdict
                    site={sites.find(each => keyOf(each) === keyOf(site))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Verdict({ site }: { site: PlannedSite | undefined }) {
  const t = useTranslate();
  const wordsOf = useReasonWords();
  const verdict = site?.verdict ?? 'unknown';
  return (
    <>
      <StatusBadge tone={verdictTones[verdict]}>
        {t(`plan.${verdict}`)}
      </StatusBadge>
      {site?.reason && (
        <Text as="p" variant="body-small" style={{ margin: 0 }}>
          {wordsOf(site.reason).message}
        </Text>
      )}
    </>
  );
}

function keyOf({ engine, siteId }: PlannedSite): string {
  return `${engine} ${siteId}`;
}
