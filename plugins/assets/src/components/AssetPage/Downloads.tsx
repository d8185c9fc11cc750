import type { Asset } from '@astrolabe/plugin-assets-common';
import { Section, useErrorWords } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { saveFile } from '../../saveFile';
import styles from './AssetPage.module.css';

/** The forms in which the metadata can be had. */
const formats = {
  source: { ending: 'source.yml', type: 'text/plain' },
  json: { ending: 'json', type: 'application/json' },
  yaml: { ending: 'yaml', type: 'application/yaml' },
} as const;

type Format = keyof typeof formats;

/** The metadata as files, for other programs. */
export function Downloads({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const errorWords = useErrorWords();
  const api = useApi(assetsApiRef);
  const [pending, setPending] = useState<Format>();
  const [saved, setSaved] = useState<string>();
  const [error, setError] = useState<unknown>();

  const download = async (format: Format) => {
    setPending(format);
    setSaved(undefined);
    setError(undefined);
    try {
      const text = await api.download(asset.kind, asset.name, { format });
      const { ending, type } = formats[format];
      const fileName = `${asset.name}.${ending}`;
      saveFile({ blob: new Blob([text], { type }), fileName });
      setSaved(fileName);
    } catch (failure) {
      setError(failure);
    }
    setPending(undefined);
  };

  return (
    <Section title={t('overview.downloads')}>
      <div className={styles.buttons}>
        {(Object.keys(formats) as Format[]).map(format => (
          <Button
            key={format}
            variant="secondary"
            size="small"
            iconStart={<RiDownloadLine aria-hidden="true" />}
            isPending={pending === format}
            aria-label={t(`download.${format}Named`)}
            onPress={() => download(format)}
          >
            {t(`download.${format}`)}
          </Button>
        ))}
      </div>
      <Text as="p" role="status" color="secondary" variant="body-small">
        {saved && t('download.saved', { fileName: saved })}
      </Text>
      {error !== undefined && (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('download.failed')}
            description={errorWords(error).title}
          />
        </div>
      )}
    </Section>
  );
}
