import type { Share, ShareRole } from '@astrolabe/plugin-communities-common';
import { Button, Flex, Text } from '@backstage/ui';
import { RiUserAddLine } from '@remixicon/react';
import { useState } from 'react';
import { ConfirmDialog } from '../content/ConfirmDialog';
import { PlainList } from '../content/PlainList';
import { formatInstant } from '../format';
import { FailureNote } from '../states/FailureNote';
import { useLocale } from '../useLocale';
import { ShareDialog } from './ShareDialog';
import { useShares, type SharesOfThing } from './useShares';
import { useSharingWords, useSubjectText } from './useSharingWords';

/** What a room says of its own things. @public */
export interface SharingTexts {
  /** Who finds it, and where. */
  about: string;
  roles: Record<ShareRole, string>;
  /** What becomes of what is open when a share ends. */
  end: string;
}

/**
 * With whom its owner shares a thing.
 *
 * @param props - `thing` stays the same object while it is the same thing
 * @public
 */
export function Shares(props: {
  thing: SharesOfThing;
  name: string;
  texts: SharingTexts;
  /** Where no heading names it. */
  label?: string;
}) {
  const { name, texts, label } = props;
  const { t } = useSharingWords();
  const { list, error, share, end } = useShares(props.thing);
  const [isSharing, setSharing] = useState(false);
  const [ending, setEnding] = useState<Share>();
  return (
    <Flex direction="column" gap="3" role={label && 'group'} aria-label={label}>
      <Text color="secondary">{texts.about}</Text>
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
          roles={texts.roles}
          onShare={share}
          onClose={() => setSharing(false)}
        />
      )}
      {ending && (
        <ConfirmEnd
          share={ending}
          body={texts.end}
          onClose={() => setEnding(undefined)}
          onConfirm={() => end(ending.id)}
        />
      )}
    </Flex>
  );
}

function ConfirmEnd(props: {
  share: Share;
  body: string;
  onClose(): void;
  onConfirm(): void;
}) {
  const { t } = useSharingWords();
  const subject = useSubjectText(props.share.subjectRef);
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={isOpen => !isOpen && props.onClose()}
      title={t('sharing.confirmEnd', { subject })}
      body={props.body}
      confirmLabel={t('sharing.end')}
      isDangerous
      onConfirm={props.onConfirm}
    />
  );
}

function ShareRow({ share, onEnd }: { share: Share; onEnd(): void }) {
  const { t } = useSharingWords();
  const locale = useLocale();
  const subject = useSubjectText(share.subjectRef);
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
