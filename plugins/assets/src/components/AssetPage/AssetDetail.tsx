import { canBeRun, type Asset } from '@astrolabe/plugin-assets-common';
import { EmptyState, Markdown, PageFrame } from '@astrolabe/ui';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';
import { withoutTags } from '../shared/withoutTags';
import styles from './AssetPage.module.css';
import { DeployButton } from './DeployButton';
import { DetailBadges } from './DetailBadges';
import { Overview } from './Overview';
import { Problems } from './Problems';
import { ReleaseButton } from './ReleaseButton';
import { TryButton } from './TryButton';

const tabs = ['overview', 'documentation', 'problems'] as const;

/** An asset that is there; which of its tabs is open stands in the address. */
export function AssetDetail({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const [params, setParams] = useSearchParams();
  const shown = tabs.filter(
    tab => tab !== 'problems' || asset.problems.length > 0,
  );
  const open = shown.find(tab => tab === params.get('tab')) ?? 'overview';
  const labels = {
    overview: t('tab.overview'),
    documentation: t('tab.documentation'),
    problems: t('tab.problems', { total: String(asset.problems.length) }),
  };
  const panels = {
    overview: <Overview asset={asset} />,
    documentation: <Documentation asset={asset} />,
    problems: <Problems asset={asset} />,
  };

  return (
    <PageFrame
      title={asset.title}
      subtitle={asset.summary}
      breadcrumbs={[
        {
          label: t(`kind.${asset.kind}.title`),
          href: listPath(asset.kind),
        },
      ]}
      actions={
        canBeRun(asset) && (
          <>
            {asset.kind === 'module' && <ReleaseButton name={asset.name} />}
            <TryButton asset={asset} />
            <DeployButton asset={asset} />
          </>
        )
      }
    >
      <DetailBadges asset={asset} />
      <Tabs
        selectedKey={open}
        onSelectionChange={key =>
          setParams(key === 'overview' ? {} : { tab: String(key) })
        }
      >
        <TabList aria-label={t('tab.label', { title: asset.title })}>
          {shown.map(tab => (
            <Tab key={tab} id={tab}>
              {labels[tab]}
            </Tab>
          ))}
        </TabList>
        {shown.map(tab => (
          <TabPanel key={tab} id={tab} className={styles.panel}>
            {panels[tab]}
          </TabPanel>
        ))}
      </Tabs>
    </PageFrame>
  );
}

function Documentation({ asset }: { asset: Asset }) {
  const t = useTranslate();
  return asset.documentation ? (
    <Markdown>{withoutTags(asset.documentation)}</Markdown>
  ) : (
    <EmptyState
      title={t('documentation.none')}
      description={t('documentation.noneText')}
    />
  );
}
