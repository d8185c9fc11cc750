import type { LinkedIdentity } from '@astrolabe/plugin-communities-common';
import {
  ConfirmDialog,
  DataTable,
  formatInstant,
  useLocale,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';
import type { Identities } from './useIdentities';

/** One's identities, and the way to be without one of several. */
export function IdentityTable(props: {
  found: Identities;
  onRemove(id: string): void;
}) {
  const { identities, titleOf } = props.found;
  const { t } = useTranslationRef(appTranslationRef);
  const locale = useLocale();
  const [doomed, setDoomed] = useState<LinkedIdentity>();
  const providerOf = ({ provider, issuer }: LinkedIdentity) =>
    titleOf(provider) ?? issuer;
  const whatIs = (identity: LinkedIdentity) => ({
    what: `${providerOf(identity)}: ${identity.account ?? identity.subject}`,
  });
  return (
    <>
      <DataTable label={t('identities.table')} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('identities.account')}</th>
            <th scope="col">{t('identities.provider')}</th>
            <th scope="col">{t('identities.linked')}</th>
            <th scope="col">{t('identities.act')}</th>
          </tr>
        </thead>
        <tbody>
          {identities.map(identity => (
            <tr key={identity.id}>
              <th scope="row">{identity.account ?? identity.subject}</th>
              <td>{providerOf(identity)}</td>
              <td>{formatInstant(identity.linkedAt, locale)}</td>
              <td>
                {identity.isCurrent ? (
                  t('identities.current')
                ) : (
                  <Button
                    variant="secondary"
                    size="small"
                    aria-label={t('identities.removeOf', whatIs(identity))}
                    onPress={() => setDoomed(identity)}
                  >
                    {t('identities.remove')}
                  </Button>
                )}
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
          title={t('identities.removeTitle', whatIs(doomed))}
          body={t('identities.removeText')}
          confirmLabel={t('identities.remove')}
          onConfirm={() => props.onRemove(doomed.id)}
        />
      )}
    </>
  );
}
