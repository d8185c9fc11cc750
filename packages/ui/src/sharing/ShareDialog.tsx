import {
  shareRoles,
  type ShareRole,
  type ShareWish,
} from '@astrolabe/plugin-communities-common';
import { Radio, RadioGroup, Select, TextField } from '@backstage/ui';
import { useState } from 'react';
import { FormDialog } from '../content/FormDialog';
import { FailureNote } from '../states/FailureNote';
import { useSharingWords } from './useSharingWords';

const PERSON = 'person';
const ENDED = 'ended';
const spans = [1, 7, 30, 90];
const DAY_MS = 86_400_000;

/** With whom, as what, and until when. */
export function ShareDialog(props: {
  name: string;
  groups: string[];
  roles: Record<ShareRole, string>;
  onShare(wish: ShareWish): Promise<void>;
  onClose(): void;
}) {
  const { onShare, onClose } = props;
  const { t, groupText } = useSharingWords();
  const [subject, setSubject] = useState(PERSON);
  const [person, setPerson] = useState('');
  const [role, setRole] = useState<ShareRole>('view');
  const [days, setDays] = useState(ENDED);
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const named = person.trim().toLowerCase();
  const isReady = subject !== PERSON || named !== '';

  const submit = async () => {
    setSending(true);
    setError(undefined);
    const subjectRef = subject === PERSON ? personRef(named) : subject;
    try {
      await onShare({ subjectRef, role, endsAt: endOf(days) });
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  return (
    <FormDialog
      title={t('sharing.dialogTitle', { name: props.name })}
      submitLabel={t('sharing.add')}
      isReady={isReady}
      isSending={isSending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('sharing.with')}
        options={[
          { value: PERSON, label: t('sharing.person') },
          ...props.groups.map(value => ({
            value,
            label: groupText(value),
          })),
        ]}
        value={subject}
        onChange={key => setSubject(String(key))}
      />
      {subject === PERSON && (
        <TextField
          label={t('sharing.name')}
          description={t('sharing.nameHelp')}
          value={person}
          onChange={setPerson}
          maxLength={63}
          autoComplete="off"
          isRequired
        />
      )}
      <RadioGroup
        label={t('sharing.role')}
        value={role}
        onChange={value => setRole(value as ShareRole)}
      >
        {shareRoles.map(each => (
          <Radio key={each} value={each}>
            {props.roles[each]}
          </Radio>
        ))}
      </RadioGroup>
      <Select
        label={t('sharing.until')}
        options={[
          { value: ENDED, label: t('sharing.untilEnded') },
          ...spans.map(each => ({
            value: String(each),
            label: t('sharing.untilDays', { days: String(each) }),
          })),
        ]}
        value={days}
        onChange={key => setDays(String(key))}
      />
      {error !== undefined && (
        <FailureNote title={t('sharing.failed')} error={error} />
      )}
    </FormDialog>
  );
}

/** Their name alone will do. */
function personRef(named: string): string {
  return named.includes(':') ? named : `user:default/${named}`;
}

function endOf(days: string): string | undefined {
  if (days === ENDED) return undefined;
  return new Date(Date.now() + Number(days) * DAY_MS).toISOString();
}
