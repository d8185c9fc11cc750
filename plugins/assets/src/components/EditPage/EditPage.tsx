import {
  mendAsset,
  parseAssetRef,
  type AssetKind,
  type AssetsApi,
} from '@astrolabe/plugin-assets-common';
import {
  EmptyState,
  FailureNote,
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
import type { Base } from './Propose';
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
  const opened = useAsyncRetry(
    async (): Promise<Opened> =>
      name === undefined ? { text: EMPTY_FILE } : openOf(api, { kind, name }),
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
      {!isUnknown && (
        <Opening opened={opened} asset={asset} mends={params.has('mend')} />
      )}
    </PageFrame>
  );
}

/** The editor, as soon as it has something to edit. */
function Opening(props: {
  opened: ReturnType<typeof useAsyncRetry<Opened>>;
  asset?: { kind: AssetKind; name: string };
  /** Begins with what there is no doubt about mended. */
  mends: boolean;
}) {
  const { opened, asset, mends } = props;
  const t = useTranslate();
  const { value, error, loading, retry } = opened;
  if (loading) return <LoadingState label={t('edit.loading')} />;
  if (error) return <FailureState error={error} onRetry={retry} />;
  if (!value) return null;
  const { kind = 'module', name = '' } = asset ?? {};
  return (
    <>
      {value.unread !== undefined && (
        <FailureNote title={t('propose.unread')} error={value.unread} />
      )}
      <Editing
        // Another asset is another text.
        key={`${kind}/${name}`}
        draftKey={`astrolabe.metadata.${kind}/${name}`}
        initial={value.text}
        begun={
          mends
            ? mendAsset(value.text, { kind: asset?.kind }).content
            : undefined
        }
        base={value.base}
        kind={asset?.kind}
        onReload={retry}
      />
    </>
  );
}

interface Opened {
  text: string;
  base?: Base;
  /** Why the repository that it is of cannot be read. */
  unread?: unknown;
}

/** Of what one has put here, the file as it is at the forge: a change of that can be proposed. */
async function openOf(
  api: AssetsApi,
  { kind, name }: { kind: AssetKind; name: string },
): Promise<Opened> {
  let unread: unknown;
  try {
    const isModule = kind === 'module';
    const repository = isModule ? await api.repository(name) : undefined;
    if (repository?.mine) {
      const { text, commit, branch } = await api.repositoryMetadata(name);
      const base = { name, url: repository.url, branch, commit };
      return { text, base };
    }
  } catch (error) {
    unread = error;
  }
  const text = await api.download(kind, name, { format: 'source' });
  return { text, unread };
}
