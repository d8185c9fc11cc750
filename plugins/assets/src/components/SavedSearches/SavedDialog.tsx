import type { AssetKind, SavedSearch } from '@astrolabe/plugin-assets-common';
import { FailureState, PlainList, ReadDialog } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import type { useSavedSearches } from '../../hooks/useSavedSearches';
import { useTranslate } from '../../hooks/useTranslate';
import { SavedRow } from './SavedRow';

/** The person's saved searches: to open, rename and delete. */
export function SavedDialog(props: {
  kind: AssetKind;
  saved: ReturnType<typeof useSavedSearches>;
  onClose(): void;
}) {
  const { kind, saved, onClose } = props;
  const t = useTranslate();
  const items: SavedSearch[] = saved.items ?? [];
  return (
    <ReadDialog title={t('saved.list')} onClose={onClose}>
      {saved.error !== undefined && (
        <FailureState error={saved.error} onRetry={saved.reload} />
      )}
      {items.length === 0 && saved.error === undefined && (
        <Text color="secondary">{t('saved.none')}</Text>
      )}
      <PlainList label={t('saved.list')}>
        {items.map(item => (
          <SavedRow
            key={item.id}
            kind={kind}
            item={item}
            onChanged={saved.reload}
            onOpened={onClose}
          />
        ))}
      </PlainList>
    </ReadDialog>
  );
}
