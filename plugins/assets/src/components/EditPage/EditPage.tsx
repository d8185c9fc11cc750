import { parseAssetRef } from '@astrolabe/plugin-assets-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { assetPath, editPath, listPath } from '../../routes';
import { Editing } from './Editing';
import { EMPTY_FILE } from './useEditing';

/** Where metadata are written: of an asset that `ref` in the address names, or new ones. */
export function EditPage() {
  const t = useTranslate();
  const api = useApi(assetsApiRef);
  const [params] = useSearchParams();
  const ref = params.get('ref');
  const asset = parseAssetRef(ref ?? '');
  const isUnknown = ref !== null && !asset;
  const { kind = 'module', name } = asset ?? {};
  const { value, error, loading, retry } = useAsyncRetry(
    async () =>
      name === undefined
        ? EMPTY_FILE
        : api.download(kind, name, { format: 'source' }),
    [api, kind, name],
  );
  return (
    <PageFrame
      title={asset ? t('edit.titleOf', { name: asset.name }) : t('edit.title')}
      subtitle={t('edit.subtitle')}
      breadcrumbs={[
        { label: t(`kind.${kind}.title`), href: listPath(kind) },
        ...(asset ? [{ label: asset.name, href: assetPath(asset) }] : []),
      ]}
    >
      {isUnknown && (
        <EmptyState
          title={t('edit.unknown')}
          description={t('edit.unknownText', { ref: ref ?? '' })}
          action={<ButtonLink href={editPath()}>{t('edit.start')}</ButtonLink>}
        />
      )}
      {loading && <LoadingState label={t('edit.loading')} />}
      {error && !loading && <FailureState error={error} onRetry={retry} />}
      {value !== undefined && !isUnknown && !loading && !error && (
        <Editing
          // Another asset is another text.
          key={`${kind}/${name}`}
          draftKey={`astrolabe.metadata.${kind}/${name ?? ''}`}
          initial={value}
          kind={asset?.kind}
        />
      )}
    </PageFrame>
  );
}
