import type { AssetKind } from '@astrolabe/plugin-assets-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
  statusOf,
} from '@astrolabe/ui';
import { ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useAsset } from '../../hooks/useAsset';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';
import { AssetDetail } from './AssetDetail';

/** One asset: what it is, where it comes from, and what one can do with it. */
export function AssetPage({ kind }: { kind: AssetKind }) {
  const { name = '' } = useParams();
  const t = useTranslate();
  const { asset, error, retry } = useAsset(kind, name);
  if (asset) return <AssetDetail asset={asset} />;

  const breadcrumbs = [
    { label: t(`kind.${kind}.title`), href: listPath(kind) },
  ];
  if (statusOf(error) === 404) {
    return <Missing kind={kind} name={name} />;
  }
  return (
    <PageFrame title={name} breadcrumbs={breadcrumbs}>
      {error === undefined ? (
        <LoadingState label={t('asset.loading', { name })} />
      ) : (
        <FailureState error={error} onRetry={retry} />
      )}
    </PageFrame>
  );
}

/** No such asset; perhaps it has another name now, so search for it. */
function Missing({ kind, name }: { kind: AssetKind; name: string }) {
  const t = useTranslate();
  return (
    <PageFrame
      title={t('asset.missing')}
      breadcrumbs={[{ label: t(`kind.${kind}.title`), href: listPath(kind) }]}
    >
      <EmptyState
        title={t(`kind.${kind}.missing`, { name })}
        description={t('asset.missingText')}
        action={
          <ButtonLink
            variant="secondary"
            href={listPath(kind, { text: name.replace(/[._-]+/g, ' ') })}
          >
            {t('asset.missingSearch')}
          </ButtonLink>
        }
      />
    </PageFrame>
  );
}
