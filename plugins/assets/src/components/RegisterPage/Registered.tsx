import type { Registration } from '@astrolabe/plugin-assets-common';
import { ExternalLink } from '@astrolabe/ui';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { refPath } from '../../routes';
import { ProblemList } from '../shared/ProblemList';

/** What has become of a repository, or would. */
export function Registered({ registration }: { registration: Registration }) {
  const t = useTranslate();
  const { name, title, url, branch, problems, dryRun } = registration;
  return (
    <Flex direction="column" gap="3">
      <Alert
        role="status"
        status={dryRun ? 'info' : 'success'}
        title={t(dryRun ? 'register.wouldBe' : 'register.done', { name })}
      />
      <Text as="p" weight="bold">
        {title}
      </Text>
      <Text as="p">{t('register.branch', { branch })}</Text>
      <ExternalLink href={url}>{url}</ExternalLink>
      <ProblemList label={t('register.problems')} problems={problems} />
      {!dryRun && (
        <Link href={refPath(registration.entityRef)!}>
          {t('register.page')}
        </Link>
      )}
    </Flex>
  );
}
