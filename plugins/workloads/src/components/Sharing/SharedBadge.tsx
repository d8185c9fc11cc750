import type { SharedWithMe } from '@astrolabe/plugin-workloads-common';
import { StatusBadge } from '@astrolabe/ui';
import { Alert } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { subjectText } from './subjects';

interface Thing {
  ownerRef: string;
  shared?: SharedWithMe;
}

/** Whose it is; nothing on one's own. */
export function SharedBadge({ thing }: { thing: Thing }) {
  const t = useTranslate();
  if (!thing.shared) return null;
  const owner = subjectText(thing.ownerRef, t);
  return (
    <div>
      <StatusBadge tone="neutral">{t('sharing.badge', { owner })}</StatusBadge>
    </div>
  );
}

/** The same on its page, with what one may. */
export function SharedNote({ thing }: { thing: Thing }) {
  const t = useTranslate();
  if (!thing.shared) return null;
  const owner = subjectText(thing.ownerRef, t);
  const role = t(`sharing.roleNames.${thing.shared.role}`);
  return (
    <Alert status="info" icon title={t('sharing.note', { owner, role })} />
  );
}
