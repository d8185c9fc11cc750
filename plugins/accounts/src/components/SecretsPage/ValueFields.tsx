import {
  generatedKinds,
  secretLimits,
  type NewSecretValue,
  type SecretKind,
} from '@astrolabe/plugin-accounts-common';
import {
  Button,
  Checkbox,
  Flex,
  PasswordField,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useRef, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';

export interface Draft {
  text: string;
  user: string;
  password: string;
  generate: boolean;
  /** A day such as 2027-01-31, or nothing. */
  expires: string;
}

export const emptyDraft: Draft = {
  ...{ text: '', user: '', password: '', generate: false, expires: '' },
};

/** Whether all is there that a kind needs. */
export function isWhole(kind: SecretKind, draft: Draft): boolean {
  if (!isDay(draft.expires)) return false;
  const isMade = draft.generate && generatedKinds.includes(kind);
  if (kind === 'password') {
    return draft.user !== '' && (isMade || draft.password !== '');
  }
  return isMade || draft.text !== '';
}

/** A day to come, or none. */
function isDay(text: string): boolean {
  return text === '' || endOf(text) > Date.now();
}

function endOf(day: string): number {
  return Date.parse(`${day}T23:59:59`);
}

/** What is sent; the end of a day is that of the person's own. */
export function toValue(kind: SecretKind, draft: Draft): NewSecretValue {
  const { user, password, text, expires } = draft;
  const generate = draft.generate && generatedKinds.includes(kind);
  const isPassword = kind === 'password';
  const value = isPassword
    ? { user, ...(!generate && { password }) }
    : { text };
  return {
    ...((!generate || isPassword) && { value }),
    ...(generate && { generate }),
    ...(expires && {
      expiresAt: new Date(endOf(expires)).toISOString(),
    }),
  };
}

/** What a secret of this kind is made of. */
export function ValueFields(props: {
  kind: SecretKind;
  draft: Draft;
  onChange(draft: Draft): void;
}) {
  const t = useTranslate();
  const { kind, draft } = props;
  const set = (change: Partial<Draft>) =>
    props.onChange({ ...draft, ...change });
  const isMade = draft.generate && generatedKinds.includes(kind);
  return (
    <>
      {generatedKinds.includes(kind) && (
        <Checkbox
          isSelected={draft.generate}
          onChange={generate => set({ generate })}
        >
          {t('secrets.generate')}
        </Checkbox>
      )}
      {kind === 'password' && (
        <TextField
          label={t('secrets.user')}
          value={draft.user}
          onChange={user => set({ user })}
          maxLength={255}
          autoComplete="off"
          isRequired
        />
      )}
      {kind === 'password' && !isMade && (
        <PasswordField
          label={t('secrets.password')}
          value={draft.password}
          onChange={password => set({ password })}
          maxLength={4096}
          autoComplete="off"
          isRequired
        />
      )}
      {kind === 'token' && !isMade && (
        <PasswordField
          label={t('secrets.text')}
          value={draft.text}
          onChange={text => set({ text })}
          autoComplete="off"
          isRequired
        />
      )}
      {kind === 'text' && !isMade && (
        <TextAreaField
          label={t('secrets.text')}
          value={draft.text}
          onChange={text => set({ text })}
          rows={3}
          autoComplete="off"
          isRequired
        />
      )}
      {kind === 'file' && <FileField onRead={text => set({ text })} />}
      <TextField
        label={t('secrets.expires')}
        description={t('secrets.expiresHelp')}
        placeholder="2027-01-31"
        value={draft.expires}
        onChange={expires => set({ expires })}
        maxLength={10}
        isInvalid={!isDay(draft.expires)}
        autoComplete="off"
      />
    </>
  );
}

/** A file of text; another would not arrive as it is. */
function FileField({ onRead }: { onRead(text: string): void }) {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const read = async (file: File | undefined) => {
    if (!file) return;
    onRead('');
    if (file.size > secretLimits.file) {
      setSaid(t('secrets.fileTooLong'));
      return;
    }
    const text = await file.text();
    // What is no UTF-8 has other bytes when it is read as text.
    if (new TextEncoder().encode(text).length !== file.size) {
      setSaid(t('secrets.fileNotText'));
      return;
    }
    setSaid(
      t('secrets.fileChosen', { name: file.name, bytes: String(file.size) }),
    );
    onRead(text);
  };
  return (
    <Flex direction="column" gap="2" align="start">
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('secrets.file')}
        onChange={event => void read(event.target.files?.[0])}
      />
      <Button variant="secondary" onPress={() => input.current?.click()}>
        {t('secrets.file')}
      </Button>
      <Text role="status">{said}</Text>
    </Flex>
  );
}
