import type { Secret } from '@astrolabe/plugin-accounts-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { secretsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { useUsers } from '../../hooks/useUsers';
import { CreateDialog } from './CreateDialog';
import { HistoryDialog } from './HistoryDialog';
import { RemoveDialog } from './RemoveDialog';
import { RotateDialog } from './RotateDialog';
import { SecretTable } from './SecretTable';
import { StoreNote } from './StoreNote';

type Doing = 'rotate' | 'remove' | 'history';

/** One's secrets, and all that can be done with them but to see them. */
export function SecretsPage() {
  const t = useTranslate();
  const api = useApi(secretsApiRef);
  const [isCreating, setCreating] = useState(false);
  const [open, setOpen] = useState<{ doing: Doing; secret: Secret }>();
  const { value, error, retry } = useAsyncRetry(() => api.listSecrets(), [api]);
  const users = useUsers();
  const isReady = value?.store.state === 'ready';
  const close = () => setOpen(undefined);
  const about = (doing: Doing) =>
    open?.doing === doing ? open.secret : undefined;
  return (
    <PageFrame
      title={t('secrets.title')}
      subtitle={t('secrets.subtitle')}
      actions={
        value && (
          <Button
            variant="primary"
            isDisabled={!isReady}
            onPress={() => setCreating(true)}
          >
            {t('secrets.add')}
          </Button>
        )
      }
    >
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState label={t('secrets.loading')} />}
      {value && <StoreNote store={value.store} />}
      {value && value.items.length === 0 && (
        <EmptyState
          title={t('secrets.none')}
          description={t('secrets.noneText')}
        />
      )}
      {value && value.items.length > 0 && (
        <SecretTable
          list={value}
          users={users}
          onOpen={(doing, secret) => setOpen({ doing, secret })}
        />
      )}
      {value && isCreating && (
        <CreateDialog
          communities={value.communities}
          onMade={retry}
          onClose={() => setCreating(false)}
        />
      )}
      {about('rotate') && (
        <RotateDialog
          secret={about('rotate')!}
          users={users}
          onMade={retry}
          onClose={close}
        />
      )}
      {about('remove') && (
        <RemoveDialog
          secret={about('remove')!}
          onGone={retry}
          onClose={close}
        />
      )}
      {about('history') && (
        <HistoryDialog secret={about('history')!} onClose={close} />
      )}
    </PageFrame>
  );
}
