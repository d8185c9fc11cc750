import type {
  PublishedProject,
  PublishingStep,
} from '@astrolabe/plugin-assets-common';
import {
  CodeBlock,
  ExternalLink,
  PlainList,
  StatusBadge,
  type StatusTone,
} from '@astrolabe/ui';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { refPath } from '../../routes';

const tones: Record<PublishingStep['state'], StatusTone> = {
  planned: 'neutral',
  done: 'good',
  skipped: 'neutral',
};

/** What was made, or would be, step by step. */
export function Published({ published }: { published: PublishedProject }) {
  const t = useTranslate();
  const { url, cloneUrl, entityRef, dryRun, files } = published;
  const page = entityRef && refPath(entityRef);
  return (
    <Flex direction="column" gap="3">
      <Alert
        role="status"
        status={dryRun ? 'info' : 'success'}
        title={t(dryRun ? 'publish.wouldBe' : 'publish.done', {
          name: `${published.owner}/${published.name}`,
        })}
      />
      <PlainList label={t('publish.steps')}>
        {published.steps.map(({ id, state, reason }) => (
          <li key={id}>
            <StatusBadge tone={tones[state]}>
              {t(`publish.state.${state}`)}
            </StatusBadge>{' '}
            {t(`publish.step.${id}`, { count: files })}
            {reason && (
              <Text as="p" color="secondary" lang="en">
                {reason}
              </Text>
            )}
          </li>
        ))}
      </PlainList>
      {!dryRun && <ExternalLink href={url}>{t('publish.open')}</ExternalLink>}
      {!dryRun && page && <Link href={page}>{t('publish.page')}</Link>}
      {cloneUrl && (
        <CodeBlock label={t('publish.clone')} code={`git clone ${cloneUrl}`} />
      )}
    </Flex>
  );
}
