import { linkOutcomes } from '@astrolabe/plugin-communities-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { appTranslationRef } from '../../translation';

/** What came of linking an account, or of signing in for it, as the address says. */
export function LinkNotice(props: {
  titleOf(provider: string): string | undefined;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const [query] = useSearchParams();
  const told = query.get('link') ?? query.get('sign-in');
  const outcome = linkOutcomes.find(each => each === told);
  const provider = props.titleOf(query.get('provider') ?? '');
  if (!outcome || !provider) return null;
  return (
    <div role={outcome === 'done' ? 'status' : 'alert'}>
      <Alert
        status={outcome === 'done' ? 'success' : 'warning'}
        icon
        title={t(`identities.outcome.${outcome}.title`, { provider })}
        description={t(`identities.outcome.${outcome}.text`)}
      />
    </div>
  );
}
