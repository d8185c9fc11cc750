import type { Asset } from '@astrolabe/plugin-assets-common';
import { CodeBlock, Facts, Section } from '@astrolabe/ui';
import { Alert, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './AssetPage.module.css';

/** Of a tool that somebody has written in a repository of theirs: who has agreed that it runs here. */
export function Trust({ asset: { trust } }: { asset: Asset }) {
  const t = useTranslate();
  if (!trust) return null;
  const { state, commit, branch, isBehind, missing = [] } = trust;
  return (
    <Section title={t('trust.title')}>
      <Alert
        status={state === 'given' ? 'success' : 'warning'}
        title={t(`trust.${state}`)}
        description={state === 'awaited' ? t('trust.awaitedText') : undefined}
      />
      <Facts
        facts={[
          {
            name: t('trust.commit'),
            value: commit && <code className={styles.commit}>{commit}</code>,
          },
          { name: t('trust.branch'), value: branch },
        ]}
      />
      {isBehind && <Text as="p">{t('trust.behind')}</Text>}
      {missing.length > 0 && (
        <ul aria-label={t('trust.missing')} className={styles.plain}>
          {missing.map(each => (
            <li key={each} lang="en">
              {each}
            </li>
          ))}
        </ul>
      )}
      <Wish trust={trust} />
    </Section>
  );
}

/** What is asked of the operator, such that they need not look it up. */
function Wish({ trust }: { trust: NonNullable<Asset['trust']> }) {
  const t = useTranslate();
  const { state, commit, repository } = trust;
  if (state !== 'awaited' || !repository || !commit) return null;
  const { forge, id } = repository;
  // JSON of a text is YAML, too.
  const [one, other, last] = [forge, id, commit].map(each =>
    JSON.stringify(each),
  );
  return (
    <CodeBlock
      label={t('trust.snippet')}
      language="yaml"
      code={`- forge: ${one}\n  id: ${other}\n  commit: ${last}`}
    />
  );
}
