import {
  MAX_IMPORT_LENGTH,
  type ImportedMetadata,
} from '@astrolabe/plugin-assets-common';
import {
  ConfirmDialog,
  FailureState,
  FileButton,
  LoadingState,
  Section,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { useState } from 'react';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './EditPage.module.css';

/** Begins with a file of a standard, and says what of it is not in the text. */
export function FromStandard(props: {
  /** Something in the text is in no file yet. */
  isChanged: boolean;
  onText(text: string): void;
}) {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const [asked, setAsked] = useState<ImportedMetadata>();
  const [imported, setImported] = useState<ImportedMetadata>();
  const take = (found: ImportedMetadata) => {
    setImported(found);
    props.onText(found.content);
  };
  const [{ error, loading }, read] = useAsyncFn(
    async (file: File) => {
      // A letter is three bytes at most; what is longer is not even read.
      const isLong = file.size > MAX_IMPORT_LENGTH * 3;
      const text = isLong ? '' : await file.text();
      if (isLong || text.length > MAX_IMPORT_LENGTH) {
        const most = String(MAX_IMPORT_LENGTH);
        throw new Error(t('edit.import.tooLarge', { name: file.name, most }));
      }
      const found = await api.importMetadata(text);
      if (props.isChanged) setAsked(found);
      else take(found);
    },
    [api, props.isChanged, props.onText, t],
  );
  return (
    <Section title={t('edit.import.title')}>
      <Text as="p">{t('edit.import.text')}</Text>
      <div>
        <FileButton
          label={t('edit.import.open')}
          accept=".cff,.json,.jsonld,.ttl,.md,.yml,.yaml,text/plain"
          onPick={([file]) => file && read(file)}
        />
      </div>
      {loading && <LoadingState label={t('edit.import.loading')} />}
      {error && !loading && <FailureState error={error} />}
      {imported && !loading && !error && <Outcome imported={imported} />}
      <ConfirmDialog
        isOpen={asked !== undefined}
        onOpenChange={() => setAsked(undefined)}
        title={t('edit.source.replace.title')}
        body={t('edit.source.replace.body', {
          name: asked?.profile.title ?? '',
        })}
        confirmLabel={t('edit.import.confirm')}
        isDangerous
        onConfirm={() => asked && take(asked)}
      />
    </Section>
  );
}

/** What was read, and what was not and why. */
function Outcome({ imported }: { imported: ImportedMetadata }) {
  const t = useTranslate();
  const { profile, taken, left } = imported;
  const total = String(taken.length);
  return (
    <>
      <Text as="p" role="status">
        {t('edit.import.taken', { title: profile.title, total })}{' '}
        {left.length > 0 && t('edit.import.left', { count: left.length })}
      </Text>
      {left.length > 0 && (
        <ul className={styles.problems}>
          {left.map(({ at, value, code, most }, i) => (
            // The same value may stand in one place several times.
            // eslint-disable-next-line react/no-array-index-key
            <li key={i} className={styles.problem}>
              <Text as="p">
                <strong>{at}</strong>: {value}
              </Text>
              <Text as="p" color="secondary">
                {t(`edit.import.why.${code}`, { most: String(most) })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
