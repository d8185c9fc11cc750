import type { Membership } from '@astrolabe/plugin-communities-common';
import { FormDialog } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import type { Access } from './useAccess';
import { useWhat } from './useWhat';

/** Asks to be of a tier in a community, for some days. */
export function AskDialog(props: {
  access: Access;
  /** What one came for; else the first that there is. */
  wish: Membership;
  onSent(): void;
  onClose(): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const { what } = useWhat(props.access);
  const choices = choicesOf(props.access);
  const { wish, onSent, onClose } = props;
  const [key, setKey] = useState(
    () => (choices.find(each => isSame(each, wish)) ?? choices[0]).key,
  );
  const { community, tier, maxDays } =
    choices.find(choice => choice.key === key) ?? choices[0];
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(String(maxDays));
  const isDaysOdd = !(Number(days) >= 1 && Number(days) <= maxDays);
  const isReady = reason.trim() !== '' && !isDaysOdd;
  const [{ error, loading: isSending }, send] = useAsyncFn(
    async (body: object) => {
      await ask('POST', '/v1/access-requests', body);
      onSent();
      onClose();
    },
    [ask, onSent, onClose],
  );
  const submit = () =>
    send({ community, tier, reason, days: Math.floor(+days) });
  return (
    <FormDialog
      title={t('access.askTitle')}
      submitLabel={t('access.send')}
      isReady={isReady}
      isSending={isSending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('access.askFor')}
        options={choices.map(choice => ({
          value: choice.key,
          label: what(choice),
        }))}
        value={key}
        onChange={value => setKey(String(value))}
      />
      <TextAreaField
        label={t('access.askWhy')}
        description={t('access.askWhyHelp')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        isRequired
      />
      <TextField
        label={t('access.askDays')}
        description={t('access.askDaysHelp', { most: String(maxDays) })}
        value={days}
        onChange={setDays}
        inputMode="numeric"
        isInvalid={isDaysOdd}
      />
    </FormDialog>
  );
}

function choicesOf({ offers }: Access) {
  return offers.flatMap(({ community, maxDays, tiers }) =>
    tiers.map(({ id: tier }) => ({
      ...{ community, maxDays, tier },
      key: `${community}/${tier}`,
    })),
  );
}

function isSame(one: Membership, other: Membership): boolean {
  return one.community === other.community && one.tier === other.tier;
}
