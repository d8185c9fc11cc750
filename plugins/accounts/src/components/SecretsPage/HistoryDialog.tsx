import type { Secret, SecretEvent } from '@astrolabe/plugin-accounts-common';
import {
  FailureState,
  formatInstant,
  LoadingState,
  ReadDialog,
  useLocale,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { secretsApiRef } from '../../api';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import styles from './SecretsPage.module.css';

/** What was done with a secret, without its values. */
export function HistoryDialog(props: { secret: Secret; onClose(): void }) {
  const t = useTranslate();
  const locale = useLocale();
  const api = useApi(secretsApiRef);
  const { id, name } = props.secret;
  const { value, error } = useAsync(() => api.secretHistory(id), [api, id]);
  return (
    <ReadDialog
      title={t('secrets.historyOf', { name })}
      onClose={props.onClose}
    >
      {error && <FailureState error={error} />}
      {!value && !error && <LoadingState label={t('secrets.loading')} />}
      <ul className={styles.list}>
        {value?.map(event => (
          <li key={`${event.what} ${event.at} ${event.objectId}`}>
            {formatInstant(event.at, locale)}: {wordsOf(event, t)} (
            {t('secrets.version', { version: String(event.version) })})
          </li>
        ))}
      </ul>
    </ReadDialog>
  );
}

function wordsOf({ what, by, objectId = '' }: SecretEvent, t: Translate) {
  if (what !== 'use') {
    // A person's name alone says who it was.
    return t(`secrets.events.${what}`, { by: by.replace(/^.*\//, '') });
  }
  const object =
    by === 'workloads' ? t('secrets.workload', { id: objectId }) : objectId;
  return t('secrets.events.use', { object });
}
