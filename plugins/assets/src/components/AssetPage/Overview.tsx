import {
  canBeRun,
  completeness,
  formatOf,
  type Asset,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import {
  formatBytes,
  formatInstant,
  Markdown,
  Facts,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { ButtonLink } from '@backstage/ui';
import { useOwner } from '../../hooks/useOwner';
import { useTranslate } from '../../hooks/useTranslate';
import { editPath } from '../../routes';
import { ChecksCard } from '../Checks';
import { Score } from '../EditPage';
import { FileTable } from '../shared/FileTable';
import { withoutTags } from '../shared/withoutTags';
import styles from './AssetPage.module.css';
import { Authors } from './Authors';
import { Citations } from './Citations';
import { DeployCard } from './DeployCard';
import { Downloads } from './Downloads';
import { Links } from './Links';
import { Needs } from './Needs';
import { Origin } from './Origin';
import { Packages } from './Packages';
import { EntityLink, Relations } from './Relations';
import { Repository } from './Repository';
import { Terms } from './Terms';
import { Trust } from './Trust';

/** All that is known of an asset, at a glance. */
export function Overview({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { distribution } = asset.spec;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {asset.spec.description && (
          <Section title={t('overview.description')}>
            <Markdown>{withoutTags(asset.spec.description)}</Markdown>
          </Section>
        )}
        <Terms asset={asset} />
        <Needs asset={asset} />
        <Relations asset={asset} />
        <Packages asset={asset} />
        <Citations asset={asset} />
        {distribution && (
          <FileTable
            files={distribution.files}
            total={distribution.filesTotal}
          />
        )}
      </div>
      <div className={styles.column}>
        <Trust asset={asset} />
        <DeployCard asset={asset} />
        {asset.kind === 'module' && <ChecksCard name={asset.name} />}
        <About asset={asset} />
        <Links asset={asset} />
        <Downloads asset={asset} />
        <Complete asset={asset} />
        <Origin asset={asset} />
        <Repository asset={asset} />
      </div>
    </div>
  );
}

/** What its authors can still say of it; nobody here can where another catalogue has it. */
function Complete({ asset }: { asset: Asset }) {
  const t = useTranslate();
  if (asset.origin.catalogue) return null;
  const format = formatOf(asset.origin.format);
  const { spec, kind } = asset;
  const complete = completeness(spec, { kind, format, isWhole: true });
  return (
    <Score complete={complete}>
      <div>
        <ButtonLink variant="secondary" size="small" href={editPath(asset)}>
          {t('edit.link')}
        </ButtonLink>
      </div>
    </Score>
  );
}

function About({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const locale = useLocale();
  const { spec, relations } = asset;
  const owner = relations.find(({ type }) => type === 'ownedBy');
  const day = (instant?: string) => instant && formatInstant(instant, locale);
  const facts = [
    {
      name: t('fact.owner'),
      value: owner ? <OwnerLink entityRef={owner.entityRef} /> : spec.owner,
    },
    {
      name: t('fact.authors'),
      value: spec.authors?.length ? <Authors asset={asset} /> : undefined,
    },
    { name: t('fact.created'), value: day(asset.createdAt) },
    { name: t('fact.updated'), value: day(asset.updatedAt) },
    { name: t('harvest.languages'), value: languagesText(spec, locale) },
    {
      name: t('harvest.size'),
      value: spec.sizeBytes && formatBytes(spec.sizeBytes, locale),
    },
    {
      name: t('fact.launches'),
      value: canBeRun(asset) ? String(asset.launches) : undefined,
    },
  ];
  if (!facts.some(({ value }) => value)) return null;
  return (
    <Section title={t('overview.about')}>
      <Facts facts={facts} />
    </Section>
  );
}

/** "Python (90%), Shell (10%)". */
function languagesText({ languages = [] }: AssetSpec, locale: string) {
  return languages
    .map(({ name, share }) =>
      share === undefined
        ? name
        : `${name} (${share.toLocaleString(locale, { style: 'percent' })})`,
    )
    .join(', ');
}

function OwnerLink({ entityRef }: { entityRef: string }) {
  const { title } = useOwner(entityRef);
  return <EntityLink entityRef={entityRef} title={title} />;
}
