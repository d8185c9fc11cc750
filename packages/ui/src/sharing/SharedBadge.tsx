import type { SharedWithMe } from '@astrolabe/plugin-communities-common';
import { Alert } from '@backstage/ui';
import { StatusBadge } from '../states/StatusBadge';
import { useDisplayName } from '../useDisplayName';
import { useSharingWords } from './useSharingWords';

/** Something that may be somebody else's. @public */
export interface SharedThing {
  ownerRef: string;
  shared?: SharedWithMe;
}

/** Whose it is; nothing on one's own. @public */
export function SharedBadge({ thing }: { thing: SharedThing }) {
  const { t } = useSharingWords();
  const owner = useDisplayName(thing.shared ? thing.ownerRef : '');
  if (!thing.shared) return null;
  return (
    <div>
      <StatusBadge tone="neutral">{t('sharing.badge', { owner })}</StatusBadge>
    </div>
  );
}

/** The same on its page, with what one may. @public */
export function SharedNote({ thing }: { thing: SharedThing }) {
  const { t } = useSharingWords();
  const owner = useDisplayName(thing.shared ? thing.ownerRef : '');
  if (!thing.shared) return null;
  const role = t(`sharing.roleNames.${thing.shared.role}`);
  return (
    <Alert status="info" icon title={t('sharing.note', { owner, role })} />
  );
}
