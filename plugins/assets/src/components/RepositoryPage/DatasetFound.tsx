import type { DatasetDescription } from '@astrolabe/plugin-assets-common';
import {
  ExternalLink,
  FailureState,
  LoadingState,
  safeHref,
  Section,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, ButtonLink, Text } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { assetPath } from '../../routes';
import { FileTable } from '../shared/FileTable';
import { DatasetFacts } from './DatasetFacts';
import styles from './RepositoryPage.module.css';

/** One dataset, as its repository says it. */
export function DatasetFound({ source }: { source: string }) {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.describeDataset(source),
    [api, source],
  );
  if (error && !loading) return <FailureState error={error} onRetry={retry} />;
  if (loading || !value) {
    return <LoadingState label={t('repository.asking')} />;
  }
  return <Described dataset={value} source={source} />;
}

function Described(props: { dataset: DatasetDescription; source: string }) {
  const { dataset, source } = props;
  const t = useTranslate();
  const { repository, url, files } = dataset;
  return (
    <>
      <Section title={dataset.title}>
        <div className={styles.found}>
          <DatasetFacts dataset={dataset} />
          {dataset.description && (
            <Text as="p" className={styles.words}>
              {dataset.description}
            </Text>
          )}
          {safeHref(url) && (
            <ExternalLink href={url}>
              {t('repository.at', { repository: repository.title })}
            </ExternalLink>
          )}
          <Import dataset={dataset} source={source} />
        </div>
      </Section>
      {files.length > 0 && (
        <FileTable
          files={files.map(({ checksum, ...file }) => ({
            ...file,
            checksum: checksum && `${checksum.algorithm}:${checksum.value}`,
          }))}
          total={dataset.filesTotal}
        />
      )}
    </>
  );
}

/** Into the catalogue; or what stands against it. */
function Import(props: {
  dataset: DatasetDescription;
  /** As it was asked for: what was shown is what is added. */
  source: string;
}) {
  const { dataset, source } = props;
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const path = assetPath({ kind: 'dataset', name: dataset.asset });
  const importIt = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.importDataset(source);
      navigate(path);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <>
      {dataset.access !== 'open' && (
        <Alert status="warning" title={t('repository.closed')} />
      )}
      {dataset.filesTotal === 0 && (
        <Alert status="warning" title={t('repository.noFiles')} />
      )}
      {error !== undefined && <FailureState error={error} onRetry={importIt} />}
      <div className={styles.actions}>
        {dataset.imported ? (
          <ButtonLink variant="secondary" href={path}>
            {t('repository.show')}
          </ButtonLink>
        ) : (
          <Button
            isDisabled={dataset.filesTotal === 0}
            loading={isBusy}
            onPress={importIt}
          >
            {t('repository.import')}
          </Button>
        )}
      </div>
    </>
  );
}
