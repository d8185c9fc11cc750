import type { Secret, SecretEvent } from '@astrolabe/plugin-accounts-common';
import {
  FailureState,
  formatInstant,
  LoadingState,
  useLocale,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
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
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('secrets.historyOf', { name })}</DialogHeader>
      <DialogBody>
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
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" slot="close">
          {t('secrets.done')}
        </Button>
      </DialogFooter>
    </Dialog>
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
