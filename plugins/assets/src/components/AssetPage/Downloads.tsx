import type { Asset, AssetFileChoice } from '@astrolabe/plugin-assets-common';
import { Section, useErrorWords, saveFile } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './AssetPage.module.css';
import { StandardsMenu } from './StandardsMenu';

/** The forms of our own in which the metadata can be had. */
const formats = {
  source: { ending: 'source.yml', type: 'text/plain' },
  json: { ending: 'json', type: 'application/json' },
  yaml: { ending: 'yaml', type: 'application/yaml' },
} as const;

type Format = keyof typeof formats;

/** A file to save, and what to say of it then. */
interface Wanted {
  /** Which button is waiting. */
  id: Format | 'standard';
  choice: AssetFileChoice;
  fileName: string;
  type: string;
  /** What is missing in it. */
  gaps?: string;
}

/** The metadata as files, for other programs. */
export function Downloads({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { pending, saved, save, failure } = useSave(asset);

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
            onPress={() =>
              save({
                id: format,
                choice: { format },
                fileName: `${asset.name}.${formats[format].ending}`,
                type: formats[format].type,
              })
            }
          >
            {t(`download.${format}`)}
          </Button>
        ))}
        <StandardsMenu
          asset={asset}
          isPending={pending === 'standard'}
          onProvenance={() =>
            save({
              id: 'standard',
              choice: { provenance: true },
              fileName: `${asset.name}.prov.jsonld`,
              type: 'application/ld+json',
            })
          }
          onChoose={(profile, format) =>
            save({
              id: 'standard',
              choice: { profile: profile.id, format: format.id },
              fileName: format.fileName,
              type: format.mediaType,
              ...(profile.gaps.length > 0 && {
                gaps: t('download.gaps', {
                  title: profile.title,
                  fields: profile.gaps.join(', '),
                }),
              }),
            })
          }
        />
      </div>
      <div role="status">
        {saved && (
          <Text as="p" color="secondary" variant="body-small">
            {t('download.saved', { fileName: saved.fileName })}
          </Text>
        )}
        {saved?.gaps && (
          <Text as="p" color="secondary" variant="body-small">
            {saved.gaps}
          </Text>
        )}
      </div>
      {failure && (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('download.failed')}
            description={failure}
          />
        </div>
      )}
    </Section>
  );
}

/** Fetches a file and hands it to the browser. */
function useSave({ kind, name }: Asset) {
  const api = useApi(assetsApiRef);
  const errorWords = useErrorWords();
  const [pending, setPending] = useState<Wanted['id']>();
  const [saved, setSaved] = useState<Wanted>();
  const [error, setError] = useState<unknown>();

  const save = async (wanted: Wanted) => {
    setPending(wanted.id);
    setSaved(undefined);
    setError(undefined);
    try {
      const text = await api.download(kind, name, wanted.choice);
      const { fileName, type } = wanted;
      saveFile({ blob: new Blob([text], { type }), fileName });
      setSaved(wanted);
    } catch (failure) {
      setError(failure);
    }
    setPending(undefined);
  };

  const failure = error === undefined ? undefined : errorWords(error).title;
  return { pending, saved, save, failure };
}
