import type { Secret } from '@astrolabe/plugin-accounts-common';
import { ErrorState } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { secretsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';

/** Asks first; says where it failed. */
export function RemoveDialog(props: {
  secret: Secret;
  onGone(): void;
  onClose(): void;
}) {
  const { onGone, onClose } = props;
  const t = useTranslate();
  const api = useApi(secretsApiRef);
  const { id, name } = props.secret;
  const [{ error, loading }, remove] = useAsyncFn(async () => {
    await api.deleteSecret(id);
    onGone();
    onClose();
  }, [api, id, onGone, onClose]);
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{t('secrets.removeTitle', { name })}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>{t('secrets.removeText')}</Text>
          {error && <ErrorState error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('secrets.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive
          isDisabled={loading}
          onPress={() => void remove()}
        >
          {t('secrets.remove')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
