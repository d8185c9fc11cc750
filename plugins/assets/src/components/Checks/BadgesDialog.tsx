import { badgeNames, type BadgeName } from '@astrolabe/plugin-assets-common';
import { CodeBlock, FailureState, ReadDialog } from '@astrolabe/ui';
import {
  configApiRef,
  discoveryApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { useTranslate } from '../../hooks/useTranslate';
import { assetPath } from '../../routes';
import styles from './Checks.module.css';

/** Badges as they are now, and the text that puts them into a README. */
export function BadgesDialog(props: { name: string; onClose(): void }) {
  const { name, onClose } = props;
  const t = useTranslate();
  const discovery = useApi(discoveryApiRef);
  const config = useApi(configApiRef);
  const { value: base, error } = useAsync(
    () => discovery.getBaseUrl('assets'),
    [discovery],
  );
  const [missing, setMissing] = useState(0);
  const portal = config.getString('app.baseUrl').replace(/\/$/, '');
  const page = `${portal}${assetPath({ kind: 'module', name })}`;
  const imageOf = (badge: BadgeName) =>
    `${base}/v1/assets/module/${encodeURIComponent(name)}/badges/${badge}.svg`;
  const labelOf = (badge: BadgeName) => t(`checks.badges.${badge}`);
  const markdown = badgeNames
    .map(badge => `[![${labelOf(badge)}](${imageOf(badge)})](${page})`)
    .join('\n');

  return (
    <ReadDialog title={t('checks.badges.title')} onClose={onClose}>
      <Text>{t('checks.badges.text')}</Text>
      {error !== undefined && <FailureState error={error} />}
      {base === undefined && error === undefined && (
        <Skeleton width="100%" height={48} />
      )}
      {base !== undefined && missing < badgeNames.length && (
        <>
          <figure
            className={styles.badges}
            style={{ margin: 0 }}
            aria-label={t('checks.badges.preview')}
          >
            {badgeNames.map(badge => (
              <img
                key={badge}
                src={imageOf(badge)}
                alt={labelOf(badge)}
                height={20}
                onError={() => setMissing(count => count + 1)}
              />
            ))}
          </figure>
          <CodeBlock label={t('checks.badges.markdown')} code={markdown} />
        </>
      )}
      {missing >= badgeNames.length && (
        <Text as="p" role="status">
          {t('checks.badges.noneYet')}
        </Text>
      )}
    </ReadDialog>
  );
}
