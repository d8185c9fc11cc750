import {
  CodeEditor,
  ConfirmDialog,
  FileButton,
  LoadingState,
  saveFile,
  Section,
} from '@astrolabe/ui';
import { Alert, Button, Flex } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { Suspense, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';

/** Larger ones are refused by the check before they are looked into. */
const MAX_BYTES = 1_000_000;

/** The text itself: written, opened from a file, and had as one. */
export function Source(props: {
  text: string;
  fileName: string;
  isInvalid: boolean;
  /** Something in it is in no file yet. */
  isChanged: boolean;
  goTo?: { offset: number };
  onChange(text: string): void;
  /** It is another file's now, or a file has all of it. */
  onSaved(text: string): void;
}) {
  const { text, fileName } = props;
  const t = useTranslate();
  const [refused, setRefused] = useState<string>();
  const [asked, setAsked] = useState<{ name: string; content: string }>();
  const pick = async ([file]: File[]) => {
    if (!file) return;
    setRefused(file.size > MAX_BYTES ? file.name : undefined);
    if (file.size > MAX_BYTES) return;
    const content = await file.text();
    if (props.isChanged) setAsked({ name: file.name, content });
    else props.onSaved(content);
  };
  const download = () => {
    saveFile({
      blob: new Blob([text], { type: 'application/yaml' }),
      fileName,
    });
    props.onSaved(text);
  };
  return (
    <Section title={t('edit.source.title')}>
      <Suspense fallback={<LoadingState label={t('edit.source.loading')} />}>
        <CodeEditor
          language="yaml"
          value={text}
          goTo={props.goTo}
          attributes={{
            'aria-label': t('edit.source.label', { fileName }),
            'aria-invalid': String(props.isInvalid),
          }}
          onChange={props.onChange}
        />
      </Suspense>
      {refused && (
        <div role="alert">
          <Alert
            status="danger"
            title={t('edit.source.tooLarge', { name: refused })}
          />
        </div>
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        onOpenChange={() => setAsked(undefined)}
        title={t('edit.source.replace.title')}
        body={t('edit.source.replace.body', { name: asked?.name ?? '' })}
        confirmLabel={t('edit.source.replace.confirm')}
        isDangerous
        onConfirm={() => asked && props.onSaved(asked.content)}
      />
      <Flex gap="2">
        <FileButton
          label={t('edit.source.open')}
          accept=".yml,.yaml,.json,text/plain"
          onPick={pick}
        />
        <Button
          variant="primary"
          iconStart={<RiDownloadLine aria-hidden />}
          onPress={download}
        >
          {t('edit.source.download')}
        </Button>
      </Flex>
    </Section>
  );
}
