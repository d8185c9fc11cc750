import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiUserAddLine } from '@remixicon/react';
import { useAccessNews } from '../../hooks/useAccessNews';
import { appTranslationRef } from '../../translation';

/** That somebody asks for access, or what became of one's own request; nothing else. */
export function AccessBell() {
  const { t } = useTranslationRef(appTranslationRef);
  const { count } = useAccessNews();
  if (count === 0) return null;
  return (
    <ButtonLink
      href="/access"
      variant="secondary"
      iconStart={<RiUserAddLine aria-hidden />}
      aria-label={t('access.bell', { total: String(count) })}
    >
      {String(count)}
    </ButtonLink>
  );
}
