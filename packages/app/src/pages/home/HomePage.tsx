import { PageFrame } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import { Counts } from './Counts';
import { NewestModules } from './NewestModules';
import { Steps } from './Steps';
import { MyWorkloads } from './MyWorkloads';

/** What one sees first: what can be done, what runs, what is new. */
export function HomePage() {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <PageFrame title={t('home.title')} subtitle={t('home.subtitle')}>
      <Steps />
      <MyWorkloads />
      <NewestModules />
      <Counts />
    </PageFrame>
  );
}
