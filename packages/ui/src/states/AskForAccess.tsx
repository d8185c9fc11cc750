import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { askForAccessPath } from '../askForAccessPath';
import { uiTranslationRef } from '../translation';

/** The way to ask for what would allow it; nothing, where one may not ask. @public */
export function AskForAccess(props: {
  request?: { community: string; tier: string };
}) {
  const { t } = useTranslationRef(uiTranslationRef);
  return (
    props.request && (
      <Link href={askForAccessPath(props.request)}>{t('denied.ask')}</Link>
    )
  );
}
