import type {
  Share,
  SharedThing,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  ConfirmDialog,
  FailureNote,
  formatInstant,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiUserAddLine } from '@remixicon/react';
import { useState } from 'react';
import { useShares } from '../../hooks/useShares';
import { useTranslate } from '../../hooks/useTranslate';
import { PlainList } from '../shared/PlainList';
import { ShareDialog } from './ShareDialog';
import { subjectText } from './subjects';

/** With whom its owner shares it. */
export function Sharing({ workload }: { workload: Workload }) {
  const t = useTranslate();
  return (
    <Section title={t('sharing.title')}>
      <Shares
        thing={{ kind: 'workload', id: workload.id }}
        name={workload.title}
      />
    </Section>
  );
}

function Shares({ thing, name }: { thing: SharedThing; name: string }) {
  const t = useTranslate();
  const { list, error, share, end } = useShares(thing);
  const [isSharing, setSharing] = useState(false);
  const [ending, setEnding] = useState<Share>();
  const subject = ending && subjectText(ending.subjectRef, t);
  return (
    <>
      <Text color="secondary">{t('sharing.about')}</Text>
      {error !== undefined && (
        <FailureNote title={t('sharing.failed')} error={error} />
      )}
      {list && list.items.length === 0 && <Text>{t('sharing.none')}</Text>}
      {list && list.items.length > 0 && (
        <PlainList>
          {list.items.map(each => (
            <li key={each.id}>
              <ShareRow share={each} onEnd={() => setEnding(each)} />
            </li>
          ))}
        </PlainList>
      )}
      <div>
        <Button
          variant="secondary"
          iconStart={<RiUserAddLine aria-hidden />}
          aria-label={t('sharing.addOf', { name })}
          isDisabled={!list}
          onPress={() => setSharing(true)}
        >
          {t('sharing.add')}
        </Button>
      </div>
      {isSharing && list && (
        <ShareDialog
          name={name}
          groups={list.groups}
          onShare={share}
          onClose={() => setSharing(false)}
        />
      )}
      {ending && (
        <ConfirmDialog
          isOpen
          onOpenChange={isOpen => !isOpen && setEnding(undefined)}
          title={t('sharing.confirmEnd', { subject: subject! })}
          body={t('sharing.confirmEndBody')}
          confirmLabel={t('sharing.end')}
          isDangerous
          onConfirm={() => end(ending.id)}
        />
      )}
    </>
  );
}

function ShareRow({ share, onEnd }: { share: Share; onEnd(): void }) {
  const t = useTranslate();
  const locale = useLocale();
  const subject = subjectText(share.subjectRef, t);
  const role = t(`sharing.roleNames.${share.role}`);
  const instant = formatInstant(share.createdAt, locale);
  return (
    <Flex align="center" justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Text weight="bold">{subject}</Text>{' '}
        <Text color="secondary">
          {share.endsAt
            ? t('sharing.sinceUntil', {
                ...{ role, instant },
                end: formatInstant(share.endsAt, locale),
              })
            : t('sharing.since', { role, instant })}
        </Text>
      </div>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('sharing.endOf', { subject })}
        onPress={onEnd}
      >
        {t('sharing.end')}
      </Button>
    </Flex>
  );
}
