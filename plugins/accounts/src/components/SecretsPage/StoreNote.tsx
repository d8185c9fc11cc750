import type { SecretStoreHealth } from '@astrolabe/plugin-accounts-common';
import { Alert } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** Why nothing can be changed at present. */
export function StoreNote({ store }: { store: SecretStoreHealth }) {
  const t = useTranslate();
  if (store.state === 'ready') return null;
  const reason = store.reason && t('secrets.away.reason', store as never);
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={t(`secrets.away.${store.state}`)}
      description={[t('secrets.away.text'), reason].filter(Boolean).join(' ')}
    />
  );
}
