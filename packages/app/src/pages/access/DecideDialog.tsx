import type { AccessRequest } from '@astrolabe/plugin-communities-common';
import { FormDialog } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
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
    <FormDialog
      title={t('access.decideTitle', {
        who: request.displayName,
        tier: tierWords(request.tier),
        community: props.access.titleOf(request.community),
      })}
      submitLabel={t('access.approve')}
      isReady={!isDaysOdd}
      isSending={isSending}
      error={error}
      otherwise={{
        label: t('access.refuse'),
        onPress: () => void decide('refuse', said),
      }}
      onSubmit={approve}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
