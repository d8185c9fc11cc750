import { EmptyState, PageFrame } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useLocation } from 'react-router-dom';
import { appTranslationRef } from '../../translation';
import { CommandsButton } from '../commands';

/** What stands at an address that nothing has. */
export function NotFoundPage() {
  const { t } = useTranslationRef(appTranslationRef);
  const { pathname } = useLocation();
  return (
    <PageFrame title={t('notFound.title')}>
      <EmptyState
        title="404"
        description={t('notFound.text', { path: pathname })}
        action={
          <>
            <ButtonLink href="/">{t('notFound.home')}</ButtonLink>
            <CommandsButton />
          </>
        }
      />
    </PageFrame>
  );
}
