import type { Asset } from '@astrolabe/plugin-assets-common';
import { Facts, Section } from '@astrolabe/ui';
import { Link } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { refPath } from '../../routes';
import styles from './AssetPage.module.css';

const types = ['dependsOn', 'dependencyOf'] as const;

/** What it builds on, and what builds on it. */
export function Relations({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const groups = types
    .map(type => ({
      type,
      relations: asset.relations.filter(relation => relation.type === type),
    }))
    .filter(({ relations }) => relations.length > 0);
  if (groups.length === 0) return null;
  return (
    <Section title={t('overview.relations')}>
      <Facts
        facts={groups.map(({ type, relations }) => ({
          name: t(`relation.${type}`),
          value: (
            <ul className={styles.plain}>
              {relations.map(({ entityRef, title }) => (
                <li key={entityRef}>
                  <EntityLink entityRef={entityRef} title={title} />
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Section>
  );
}

/** Something that metadata names: linked where it has a page here. */
export function EntityLink(props: { entityRef: string; title: string }) {
  const path = refPath(props.entityRef);
  return path ? (
    <Link href={path}>{props.title}</Link>
  ) : (
    <span>{props.title}</span>
  );
}
