import { assetKinds, type AssetPage } from '@astrolabe/plugin-assets-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { Flex, Link, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useAssets } from '../../hooks/useAssets';
import { useOwner } from '../../hooks/useOwner';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';
import { AssetCards } from '../AssetsPage/AssetCards';

/** A group or user, and the assets that are theirs. */
export function OwnerPage() {
  const { kind, namespace, name } = useParams();
  const t = useTranslate();
  const ref = `${kind}:${namespace}/${name}`.toLowerCase();
  const owner = useOwner(ref);
  const { page, error, retry } = useAssets({
    facets: { owner: [ref] },
    limit: 100,
  });
  return (
    <PageFrame title={owner.title} subtitle={owner.description}>
      {error !== undefined && <FailureState error={error} onRetry={retry} />}
      {!page && error === undefined && (
        <LoadingState label={t('owner.loading')} />
      )}
      {page && error === undefined && <Owned owner={ref} page={page} />}
    </PageFrame>
  );
}

function Owned({ owner, page }: { owner: string; page: AssetPage }) {
  const t = useTranslate();
  const groups = assetKinds
    .map(({ id }) => ({
      id,
      assets: page.items.filter(({ kind }) => kind === id),
    }))
    .filter(({ assets }) => assets.length > 0);
  if (groups.length === 0) {
    return (
      <EmptyState title={t('owner.none')} description={t('owner.noneText')} />
    );
  }
  return (
    <>
      {groups.map(({ id, assets }) => {
        const title = t(`kind.${id}.title`);
        return (
          <section key={id} aria-label={title}>
            <Flex
              justify="between"
              align="baseline"
              gap="2"
              style={{ flexWrap: 'wrap', marginBlockEnd: 'var(--bui-space-3)' }}
            >
              <Text
                as="h2"
                variant="title-small"
                weight="bold"
                style={{ margin: 0 }}
              >
                {title}
              </Text>
              <Link href={listPath(id, { owner })}>
                {t(`kind.${id}.search`)}
              </Link>
            </Flex>
            <AssetCards label={title} assets={assets} headingLevel="h3" />
          </section>
        );
      })}
    </>
  );
}
