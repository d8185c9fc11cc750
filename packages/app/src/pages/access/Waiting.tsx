import type { AccessRequest } from '@astrolabe/plugin-communities-common';
import { DataTable, formatInstant, useLocale } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';
import { DecideDialog } from './DecideDialog';
import type { Access } from './useAccess';
import { useWhat } from './useWhat';

/** Requests that wait for somebody who manages their community. */
export function Waiting(props: {
  access: Access;
  requests: AccessRequest[];
  onDecided(): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const locale = useLocale();
  const { what } = useWhat(props.access);
  const [chosen, setChosen] = useState<AccessRequest>();
  return (
    <>
      <DataTable label={t('access.toDecide')} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('access.who')}</th>
            <th scope="col">{t('access.what')}</th>
            <th scope="col">{t('access.reason')}</th>
            <th scope="col">{t('access.days')}</th>
            <th scope="col">{t('access.asked')}</th>
            <th scope="col">{t('access.act')}</th>
          </tr>
        </thead>
        <tbody>
          {props.requests.map(request => (
            <tr key={request.id}>
              <th scope="row">
                {request.displayName}
                <div>{request.personRef}</div>
              </th>
              <td>{what(request)}</td>
              <td>{request.reason}</td>
              <td>
                {request.days
                  ? t('access.daysCount', { days: String(request.days) })
                  : t('access.daysMost')}
              </td>
              <td>{formatInstant(request.createdAt, locale)}</td>
              <td>
                <Button
                  variant="secondary"
                  size="small"
                  aria-label={t('access.decideOf', {
                    who: request.displayName,
                  })}
                  onPress={() => setChosen(request)}
                >
                  {t('access.decide')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {chosen && (
        <DecideDialog
          access={props.access}
          request={chosen}
          onDecided={props.onDecided}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
