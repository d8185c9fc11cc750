import type { Asset, AssetLinks } from '@astrolabe/plugin-assets-common';
import { CodeBlock, ExternalLink, safeHref, Section } from '@astrolabe/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './AssetPage.module.css';

/** In the order of use; `self` is the file, which stands under its origin. */
const order = [
  'sourceCode',
  'documentation',
  'dataset',
  'weights',
  'baseModel',
  'citation',
  'zenodoDoi',
  'template',
  'build',
  'dockerImage',
] as const satisfies (keyof AssetLinks)[];

/** Where the asset's other parts are. */
export function Links({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const links = asset.spec.links ?? {};
  const given = order.filter(id => links[id]);
  if (given.length === 0) return null;
  return (
    <Section title={t('overview.links')}>
      <ul className={styles.plain}>
        {given.map(id => (
          <li key={id}>
            {safeHref(links[id]) ? (
              <ExternalLink href={links[id]!}>{t(`link.${id}`)}</ExternalLink>
            ) : (
              // Such as the name of an image, which one pulls but does not open.
              <CodeBlock label={t(`link.${id}`)} code={links[id]!} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
