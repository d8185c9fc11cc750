import {
  assetSearchParams,
  type AssetKind,
  type SavedSearch,
} from '@astrolabe/plugin-assets-common';
import { Link, Text } from '@backstage/ui';
import type { MouseEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';

/** Leads to what a saved search finds, once that counts as looked at. */
export function SavedLink(props: {
  kind: AssetKind;
  item: SavedSearch;
  /** Does what has to be done before. */
  onOpen(lead: () => void): void;
}) {
  const { item, onOpen } = props;
  const t = useTranslate();
  const navigate = useNavigate();
  const { kind = props.kind, ...query } = item.query;
  const total = String(item.total);
  const path = `${listPath(kind)}?${assetSearchParams(query)}`;
  const open = (event: MouseEvent) => {
    // In a tab of its own it opens as any link does.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(() => navigate(path));
  };
  return (
    <div style={{ flex: '1 1 10rem', overflowWrap: 'anywhere' }}>
      <Link href={path} onClick={open}>
        {item.name}
      </Link>
      <Text as="p" variant="body-small" color="secondary">
        {t(`kind.${kind}.title`)} ·{' '}
        {item.added > 0
          ? t('saved.countNew', { count: item.added, total })
          : t('saved.count', { total })}
      </Text>
    </div>
  );
}
