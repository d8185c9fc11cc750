import type {
  AccessRequest,
  AccessState,
} from '@astrolabe/plugin-communities-common';
import {
  DataTable,
  FailureState,
  formatInstant,
  StatusBadge,
  useLocale,
  type StatusTone,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';
import type { Access } from './useAccess';
import { useWhat } from './useWhat';

const tones: Record<AccessState, StatusTone> = {
  pending: 'busy',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  expired: 'neutral',
};

/** What one has asked for, and what came of it. */
export function MyRequests(props: {
  access: Access;
  requests: AccessRequest[];
  onWithdrawn(): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const locale = useLocale();
  const { what } = useWhat(props.access);
  const [{ error }, withdraw] = useAsyncFn(
    async (id: string) => {
      await ask('POST', `/v1/access-requests/${id}/withdraw`);
      props.onWithdrawn();
    },
    [ask, props.onWithdrawn],
  );
  return (
    <>
      {error && <FailureState error={error} />}
      <DataTable label={t('access.mine')} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('access.what')}</th>
            <th scope="col">{t('access.state')}</th>
            <th scope="col">{t('access.reason')}</th>
            <th scope="col">{t('access.asked')}</th>
            <th scope="col">{t('access.note')}</th>
            <th scope="col">{t('access.act')}</th>
          </tr>
        </thead>
        <tbody>
          {props.requests.map(request => (
            <tr key={request.id}>
              <th scope="row">{what(request)}</th>
              <td>
                <StatusBadge tone={tones[request.state]}>
                  {t(`access.${request.state}`)}
                </StatusBadge>
              </td>
              <td>{request.reason}</td>
              <td>{formatInstant(request.createdAt, locale)}</td>
              <td>{request.note}</td>
              <td>
                {request.state === 'pending' && (
                  <Button
                    variant="secondary"
                    size="small"
                    aria-label={t('access.withdrawOf', {
                      what: what(request),
                    })}
                    onPress={() => void withdraw(request.id)}
                  >
                    {t('access.withdraw')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  );
}
