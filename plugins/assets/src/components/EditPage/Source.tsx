import {
  CodeEditor,
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
  goTo?: { offset: number };
  onChange(text: string): void;
}) {
  const { text, fileName } = props;
  const t = useTranslate();
  const [refused, setRefused] = useState<string>();
  const open = async ([file]: File[]) => {
    if (!file) return;
    setRefused(file.size > MAX_BYTES ? file.name : undefined);
    if (file.size <= MAX_BYTES) props.onChange(await file.text());
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
      <Flex gap="2">
        <FileButton
          label={t('edit.source.open')}
          accept=".yml,.yaml,.json,text/plain"
          onPick={open}
        />
        <Button
          variant="primary"
          iconStart={<RiDownloadLine aria-hidden />}
          onPress={() =>
            saveFile({
              blob: new Blob([text], { type: 'application/yaml' }),
              fileName,
            })
          }
        >
          {t('edit.source.download')}
        </Button>
      </Flex>
    </Section>
  );
}
