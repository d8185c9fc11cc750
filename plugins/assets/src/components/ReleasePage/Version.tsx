import {
  releaseReasons,
  type Release,
  type ReleaseReason,
  type ReleaseStep,
} from '@astrolabe/plugin-assets-common';
import {
  ExternalLink,
  Markdown,
  PlainList,
  StatusBadge,
  type StatusTone,
} from '@astrolabe/ui';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { ReleasedImage } from './ReleasedImage';

const tones: Record<ReleaseStep['state'], StatusTone> = {
  planned: 'neutral',
  running: 'busy',
  waiting: 'busy',
  done: 'good',
  skipped: 'neutral',
  failed: 'bad',
};

/** Whether it is as somebody wants it, and nothing was found. */
const isMeant = (code: ReleaseReason) => code.startsWith('no-');

/** Whether our words for it say all there is to say. */
const isSaid = (code: ReleaseReason) =>
  isMeant(code) || code === 'checks-awaited';

/** A version: what it is, how far it is, and the way to what has come of it. */
export function Version(props: { release: Release; onAgain?: () => void }) {
  const { release, onAgain } = props;
  const { version, state, dryRun, doi, image, url, pullRequest } = release;
  const t = useTranslate();
  return (
    <Flex direction="column" gap="3">
      {dryRun ? (
        <Alert
          role="status"
          status="info"
          title={t('release.wouldBe', { version })}
        />
      ) : (
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text as="h3" variant="title-small">
            {version}
          </Text>
          <StatusBadge tone={tones[state]}>
            {t(`release.state.${state}`)}
          </StatusBadge>
          {doi && state === 'done' && (
            <ExternalLink href={`https://doi.org/${encodeURI(doi)}`}>
              {t('release.doi', { doi })}
            </ExternalLink>
          )}
          {url && (
            <ExternalLink href={url}>
              {t('release.open', { version })}
            </ExternalLink>
          )}
        </Flex>
      )}
      {state === 'failed' && release.reason && (
        <Alert
          status="danger"
          title={<span lang="en">{release.reason}</span>}
          description={
            release.nextStep && <span lang="en">{release.nextStep}</span>
          }
        />
      )}
      {pullRequest && (
        <ExternalLink href={pullRequest}>
          {t('release.pullRequest')}
        </ExternalLink>
      )}
      <Steps release={release} />
      {image && <ReleasedImage image={image} />}
      {dryRun && (
        <Text as="p" color="secondary">
          {t('release.files', { files: release.files.join(', ') })}
        </Text>
      )}
      <section aria-label={t('release.changelog')}>
        <Markdown>{release.changelog}</Markdown>
      </section>
      {onAgain && (
        <div>
          <Button variant="secondary" onPress={onAgain}>
            {t('release.again', { version })}
          </Button>
        </div>
      )}
    </Flex>
  );
}

function Steps({ release }: { release: Release }) {
  const t = useTranslate();
  const { version, state: its } = release;
  // Of one that is done, what has not come of it.
  const steps = release.steps.filter(
    ({ code }) => its !== 'done' || (code && !isMeant(code)),
  );
  if (steps.length === 0) return null;
  return (
    <PlainList label={t('release.steps', { version })}>
      {steps.map(({ id, state, code, reason }) => (
        <li key={id}>
          <StatusBadge tone={tones[state]}>
            {t(`release.state.${state}`)}
          </StatusBadge>{' '}
          {t(`release.step.${id}`)}
          <Why code={code} reason={reason} />
        </li>
      ))}
    </PlainList>
  );
}

/** In the person's language, and what was found, where there is more to say. */
function Why({ code, reason }: Pick<ReleaseStep, 'code' | 'reason'>) {
  const t = useTranslate();
  // A newer portal may know more of them.
  const known = releaseReasons.find(each => each === code);
  return (
    <>
      {known && (
        <Text as="p" color="secondary">
          {t(`release.reason.${known}`)}
        </Text>
      )}
      {reason && !(known && isSaid(known)) && (
        <Text as="p" color="secondary" lang="en">
          {reason}
        </Text>
      )}
    </>
  );
}
