import type { AccessGrant } from '@astrolabe/plugin-communities-common';
import {
  ConfirmDialog,
  DataTable,
  FailureState,
  formatInstant,
  useLocale,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';
import type { Access } from './useAccess';
import { useWhat } from './useWhat';

/** What was granted and until when, and the way to end it before. */
export function GrantTable(props: {
  label: string;
  access: Access;
  grants: AccessGrant[];
  isOfOthers?: boolean;
  onEnded(): void;
}) {
  const { isOfOthers } = props;
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const locale = useLocale();
  const { what } = useWhat(props.access);
  const [doomed, setDoomed] = useState<AccessGrant>();
  const [{ error }, end] = useAsyncFn(
    async (id: string) => {
      await ask('DELETE', `/v1/grants/${id}`);
      props.onEnded();
    },
    [ask, props.onEnded],
  );
  const words = (grant: AccessGrant) => ({
    what: what(grant),
    who: grant.displayName,
  });
  return (
    <>
      {error && <FailureState error={error} />}
      <DataTable label={props.label} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('access.what')}</th>
            {isOfOthers && <th scope="col">{t('access.who')}</th>}
            <th scope="col">{t('access.ends')}</th>
            <th scope="col">{t('access.grantedBy')}</th>
            <th scope="col">{t('access.act')}</th>
          </tr>
        </thead>
        <tbody>
          {props.grants.map(grant => (
            <tr key={grant.id}>
              <th scope="row">{what(grant)}</th>
              {isOfOthers && <td>{grant.displayName}</td>}
              <td>{formatInstant(grant.endsAt, locale)}</td>
              <td>{grant.grantedBy}</td>
              <td>
                <Button
                  variant="secondary"
                  size="small"
                  aria-label={t('access.endOf', words(grant))}
                  onPress={() => setDoomed(grant)}
                >
                  {t('access.end')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {doomed && (
        <ConfirmDialog
          isOpen
          isDangerous
          onOpenChange={isOpen => !isOpen && setDoomed(undefined)}
          title={t('access.endTitle', words(doomed))}
          body={t('access.endText')}
          confirmLabel={t('access.end')}
          onConfirm={() => void end(doomed.id)}
        />
      )}
    </>
  );
}
