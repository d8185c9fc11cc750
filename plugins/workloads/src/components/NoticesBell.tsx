import { ButtonLink } from '@backstage/ui';
import { RiNotification3Line } from '@remixicon/react';
import { useInbox } from '../hooks/useInbox';
import { useTranslate } from '../hooks/useTranslate';
import { noticesPath } from '../routes';

/**
 * How much one was told and has not read, and the way there. Nothing for those
 * who are told nothing.
 *
 * @public
 */
export function NoticesBell() {
  const t = useTranslate();
  const { inbox } = useInbox();
  if (!inbox) return null;
  const { unread } = inbox;
  return (
    <ButtonLink
      href={noticesPath}
      variant="secondary"
      iconStart={<RiNotification3Line aria-hidden />}
      aria-label={
        unread > 0
          ? t('notices.unread', { total: String(unread) })
          : t('notices.bell')
      }
    >
      {unread > 0 ? String(unread) : ''}
    </ButtonLink>
  );
}
