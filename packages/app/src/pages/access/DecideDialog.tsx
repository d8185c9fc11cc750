import type { AccessRequest } from '@astrolabe/plugin-communities-common';
import { FailureState } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import type { Access } from './useAccess';
import { useWhat } from './useWhat';

/** Grants what somebody asks for, or not. */
export function DecideDialog(props: {
  access: Access;
  request: AccessRequest;
  onDecided(): void;
  onClose(): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const { request, onDecided, onClose } = props;
  const { tierWords } = useWhat(props.access);
  const [note, setNote] = useState('');
  const [days, setDays] = useState(String(request.days ?? ''));
  const isDaysOdd = days !== '' && !(Number(days) >= 1);
  const [{ error, loading: isSending }, decide] = useAsyncFn(
    async (how: 'approve' | 'refuse', body: object) => {
      await ask('POST', `/v1/access-requests/${request.id}/${how}`, body);
      onDecided();
      onClose();
    },
    [ask, onDecided, onClose, request.id],
  );
  const said = note.trim() ? { note: note.trim() } : {};
  const approve = () =>
    decide('approve', {
      ...said,
      ...(days !== '' && { days: Math.floor(Number(days)) }),
    });
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>
        {t('access.decideTitle', {
          who: request.displayName,
          tier: tierWords(request.tier),
          community: props.access.titleOf(request.community),
        })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>{request.reason}</Text>
          <TextField
            label={t('access.askDays')}
            value={days}
            onChange={setDays}
            inputMode="numeric"
            isInvalid={isDaysOdd}
          />
          <TextField
            label={t('access.noteFor', { who: request.displayName })}
            value={note}
            onChange={setNote}
            maxLength={500}
            autoComplete="off"
          />
          {error && <FailureState error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="secondary"
          isDisabled={isSending}
          onPress={() => void decide('refuse', said)}
        >
          {t('access.refuse')}
        </Button>
        <Button
          variant="primary"
          isDisabled={isSending || isDaysOdd}
          onPress={() => void approve()}
        >
          {t('access.approve')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
