import {
  isSharedFor,
  isSnapshotMoving,
  snapshotNeeds,
  type Snapshot,
  type SnapshotDeed,
  type SnapshotState,
} from '@astrolabe/plugin-workloads-common';
import {
  Facts,
  formatBytes,
  formatInstant,
  SharedBadge,
  StatusBadge,
  useLocale,
} from '@astrolabe/ui';
import { Button, ButtonLink, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiDeleteBinLine, RiRocketLine } from '@remixicon/react';
import { useState } from 'react';
import { useReasonWords } from '../../hooks/useReasonWords';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { deployPath } from '../../routes';
import { AssetLink } from '../shared/AssetLink';
import { ReasonText } from '../shared/ReasonText';
import { siteName } from '../shared/resources';
import { Share } from '../shared/Share';
import { SnapshotSharing } from '../Sharing';

const tones = {
  queued: 'busy',
  saving: 'busy',
  complete: 'good',
  failed: 'bad',
  deleting: 'busy',
} as const satisfies Record<SnapshotState, string>;

/** One snapshot. */
export function SnapshotCard(props: {
  snapshot: Snapshot;
  assetTitle: string | undefined;
  onDelete(): void;
}) {
  const { snapshot, assetTitle, onDelete } = props;
  const { id, title, entityRef, variant, state } = snapshot;
  const t = useTranslate();
  const [isSharing, setSharing] = useState(false);
  const may = (deed: SnapshotDeed) =>
    isSharedFor(snapshot, snapshotNeeds[deed]);
  return (
    <li style={{ minWidth: 0 }}>
      <Card>
        <CardBody>
          <Flex direction="column" gap="2">
            <Text
              as="h2"
              variant="title-x-small"
              style={{ margin: 0, overflowWrap: 'anywhere' }}
            >
              {title}
            </Text>
            <SharedBadge thing={snapshot} />
            <Progress snapshot={snapshot} />
            <Facts facts={factsOf(props, { t, locale: useLocale() })} />
            <Flex gap="1" style={{ flexWrap: 'wrap' }}>
              {state === 'complete' && may('launch') && (
                <ButtonLink
                  variant="secondary"
                  iconStart={<RiRocketLine aria-hidden />}
                  aria-label={t('snapshot.deployNamed', {
                    name: title,
                    asset: assetTitle ?? entityRef,
                  })}
                  href={deployPath(entityRef, { variant, snapshot: id })}
                >
                  {t('snapshot.deploy')}
                </ButtonLink>
              )}
              {!snapshot.shared && (
                <Button
                  variant="secondary"
                  aria-expanded={isSharing}
                  aria-label={t('sharing.named', { name: title })}
                  onPress={() => setSharing(is => !is)}
                >
                  {t('sharing.title')}
                </Button>
              )}
              <Button
                variant="secondary"
                destructive
                iconStart={<RiDeleteBinLine aria-hidden />}
                aria-label={t('action.deleteNamed', { name: title })}
                isDisabled={state === 'deleting' || !may('delete')}
                onPress={onDelete}
              >
                {t('action.delete')}
              </Button>
            </Flex>
            {isSharing && <SnapshotSharing snapshot={snapshot} />}
          </Flex>
        </CardBody>
      </Card>
    </li>
  );
}

/** How it is, and while it is saved how much of it. */
function Progress({ snapshot }: { snapshot: Snapshot }) {
  const { state, reason, bytesDone = 0, bytesBefore } = snapshot;
  const t = useTranslate();
  const locale = useLocale();
  const { message } = useReasonWords()(reason);
  return (
    <Flex direction="column" gap="1" align="start">
      <StatusBadge tone={tones[state]}>
        {t(`snapshot.state.${state}`)}
      </StatusBadge>
      {state === 'failed' && <ReasonText reason={reason} />}
      {isSnapshotMoving(state) && (
        <Text variant="body-small" color="secondary">
          {message}
        </Text>
      )}
      {state === 'saving' && (
        <div style={{ width: '100%' }}>
          <Share
            name={t('snapshot.saved')}
            part={bytesDone}
            total={bytesBefore}
            words={t('snapshot.savedOf', {
              done: formatBytes(bytesDone, locale),
              total: formatBytes(bytesBefore, locale),
            })}
          />
        </div>
      )}
    </Flex>
  );
}

function factsOf(
  { snapshot, assetTitle }: { snapshot: Snapshot; assetTitle?: string },
  { t, locale }: { t: Translate; locale: string },
) {
  const { bytes, bytesBefore, leftOut } = snapshot;
  const isLeftOut = leftOut && leftOut.secrets + leftOut.unreadable > 0;
  return [
    {
      name: t('list.from'),
      value: <AssetLink entityRef={snapshot.entityRef} title={assetTitle} />,
    },
    { name: t('list.site'), value: siteName(snapshot.siteTitle, t) },
    {
      name: t('snapshot.size'),
      value: formatBytes(bytes ?? bytesBefore, locale),
    },
    {
      name: t('list.created'),
      value: formatInstant(snapshot.createdAt, locale),
    },
    ...(isLeftOut
      ? [
          {
            name: t('snapshot.leftOut'),
            value: t('snapshot.leftOutFiles', {
              secrets: String(leftOut.secrets),
              unreadable: String(leftOut.unreadable),
              names: leftOut.names.join(', '),
            }),
          },
        ]
      : []),
  ];
}
