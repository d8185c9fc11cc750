import type { HomeSection } from '@astrolabe/plugin-communities-common';
import { PageFrame } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ComponentType } from 'react';
import { usePortal, useWords } from '../../modules/portal';
import { appTranslationRef } from '../../translation';
import { Counts } from './Counts';
import { MyWorkloads } from './MyWorkloads';
import { NewestModules } from './NewestModules';
import { Steps } from './Steps';
import { Welcome } from './Welcome';

const sections: Record<HomeSection, ComponentType> = {
  steps: Steps,
  workloads: MyWorkloads,
  newest: NewestModules,
  counts: Counts,
};

/** What one sees first: what the community says, what can be done, what runs, what is new. */
export function HomePage() {
  const { t } = useTranslationRef(appTranslationRef);
  const { description, home } = usePortal();
  const words = useWords();
  return (
    <PageFrame
      title={t('home.title')}
      subtitle={description ? words(description) : t('home.subtitle')}
    >
      <Welcome />
      {home.sections.map(name => {
        const Section = sections[name];
        return <Section key={name} />;
      })}
    </PageFrame>
  );
}
