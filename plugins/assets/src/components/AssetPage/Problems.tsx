import type { Asset } from '@astrolabe/plugin-assets-common';
import { ExternalLink, safeHref, Section } from '@astrolabe/ui';
import { ButtonLink, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { mendPath } from '../../routes';
import { ProblemText } from '../shared/ProblemText';
import styles from './AssetPage.module.css';

/** What is wrong in the asset's file, on which line, and how to mend it. */
export function Problems({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { editUrl, location } = asset.origin;
  const isMendable = asset.problems.some(({ edits }) => edits);
  return (
    <Section
      title={t('problems.title')}
      extra={
        safeHref(editUrl) && (
          <ExternalLink href={editUrl!}>{t('origin.editLink')}</ExternalLink>
        )
      }
    >
      <Text as="p">{t('problems.where', { location })}</Text>
      {isMendable && (
        <div>
          <ButtonLink
            variant="primary"
            href={mendPath(asset)}
            // Two lines of text, on a narrow page.
            style={{ height: 'auto', paddingBlock: 'var(--bui-space-2)' }}
          >
            {t('problems.mend')}
          </ButtonLink>
        </div>
      )}
      <ol className={styles.plain}>
        {asset.problems.map((problem, index) => (
          <li key={index} className={styles.problem}>
            <ProblemText problem={problem} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
