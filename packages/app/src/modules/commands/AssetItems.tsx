import { assetsApiRef } from '@astrolabe/plugin-assets';
import {
  assetKinds,
  translated,
  type AssetSummary,
} from '@astrolabe/plugin-assets-common';
import { useLocale } from '@astrolabe/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Command } from 'cmdk';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import useDebounce from 'react-use/esm/useDebounce';
import { appTranslationRef } from '../../translation';
import styles from './CommandDialog.module.css';

/** What the catalogue finds for the text. */
export function AssetItems(props: { text: string; onDone(): void }) {
  const { t } = useTranslationRef(appTranslationRef);
  const navigate = useNavigate();
  const assets = useApi(assetsApiRef);
  const locale = useLocale();
  const [query, setQuery] = useState('');
  useDebounce(() => setQuery(props.text.trim()), 150, [props.text]);
  const found = useAsync(
    async () =>
      query.length > 1 ? assets.query({ text: query, limit: 8 }) : undefined,
    [assets, query],
  );

  if (found.error) {
    return <p className={styles.empty}>{t('commands.failed')}</p>;
  }
  if (!found.value?.items.length) return null;
  return (
    <Command.Group heading={t('commands.assets')}>
      {translated(found.value.items, locale).map(asset => (
        <Command.Item
          key={asset.entityRef}
          value={asset.entityRef}
          // Found by the catalogue, perhaps by a word that is not shown here.
          keywords={[props.text, asset.title]}
          onSelect={() => {
            props.onDone();
            navigate(assetPath(asset));
          }}
        >
          {asset.title} · {t(`nav.${pluralOf(asset)}`)}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function pluralOf(asset: AssetSummary) {
  return assetKinds.find(({ id }) => id === asset.kind)!.plural;
}

function assetPath(asset: AssetSummary): string {
  return `/${pluralOf(asset)}/${encodeURIComponent(asset.name)}`;
}
