import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
  Section,
} from '@astrolabe/ui';
import { Flex } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useAsset } from '../../hooks/useAsset';
import { useReleases } from '../../hooks/useReleases';
import { useTranslate } from '../../hooks/useTranslate';
import { assetPath, listPath } from '../../routes';
import { ReleaseForm } from './ReleaseForm';
import { Version } from './Version';
import { useReleasing } from './useReleasing';

/** The versions of a module; who had its repository made releases the next one. */
export function ReleasePage() {
  const { name = '' } = useParams();
  const t = useTranslate();
  const { value, error, loading, retry } = useReleases(name);
  const { asset } = useAsset('module', name);
  const title = asset?.title ?? name;
  const releasing = useReleasing(name, retry);
  return (
    <PageFrame
      title={t('release.title', { name: title })}
      subtitle={t('release.subtitle')}
      breadcrumbs={[
        { label: t('kind.module.title'), href: listPath('module') },
        { label: title, href: assetPath({ kind: 'module', name }) },
      ]}
    >
      {!value && loading && <LoadingState label={t('release.loading')} />}
      {!value && error && !loading && (
        <FailureState error={error} onRetry={retry} />
      )}
      {value && (
        <Flex direction="column" gap="4">
          {value.mayRelease && (
            <ReleaseForm releases={value} releasing={releasing} />
          )}
          {value.items.length > 0 && (
            <Section title={t('release.versions')}>
              <Flex direction="column" gap="6">
                {value.items.map(release => (
                  <Version
                    key={release.version}
                    release={release}
                    onAgain={
                      value.mayRelease && release.state === 'failed'
                        ? () => releasing.again(release)
                        : undefined
                    }
                  />
                ))}
              </Flex>
            </Section>
          )}
          {value.items.length === 0 && !value.mayRelease && (
            <EmptyState
              title={t('release.none')}
              description={t('release.noneText')}
            />
          )}
        </Flex>
      )}
    </PageFrame>
  );
}
