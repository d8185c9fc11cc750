import {
  parseAssetRef,
  type ProposedChange,
  type Registration,
} from '@astrolabe/plugin-assets-common';
import { ExternalLink } from '@astrolabe/ui';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { refPath } from '../../routes';
import { ProblemList } from '../shared/ProblemList';

/** What has become of a repository, or would. */
export function Registered({ registration }: { registration: Registration }) {
  const t = useTranslate();
  const { name, title, url, branch, problems, dryRun, proposal } = registration;
  if (proposal) return <Mending proposal={proposal} />;
  const isTool = parseAssetRef(registration.entityRef)?.kind === 'tool';
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
      {isTool && <Text as="p">{t('register.tool')}</Text>}
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

/** What mends it is proposed: it is a module when that is in. */
function Mending({ proposal }: { proposal: ProposedChange }) {
  const t = useTranslate();
  const { url, number, fields } = proposal;
  return (
    <Flex direction="column" gap="3">
      <Alert
        role="status"
        status="success"
        title={t('register.mending')}
        description={t('register.mendingText')}
      />
      <Text as="p">{t('propose.fields', { fields: fields.join(', ') })}</Text>
      {url && (
        <ExternalLink href={url}>
          {t('propose.open', { number: String(number) })}
        </ExternalLink>
      )}
    </Flex>
  );
}
