import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { Button, Flex } from '@backstage/ui';
import { RiBookmarkLine, RiListCheck2, RiRssLine } from '@remixicon/react';
import { useState } from 'react';
import type { ListState } from '../../hooks/useAssetQuery';
import { queryOf } from '../../hooks/useAssetQuery';
import { useSavedSearches } from '../../hooks/useSavedSearches';
import { useTranslate } from '../../hooks/useTranslate';
import { countChosen } from '../AssetsPage/facetState';
import { FeedDialog } from './FeedDialog';
import { SaveDialog } from './SaveDialog';
import { SavedDialog } from './SavedDialog';

/** What one can do with a search beside looking at what it finds. */
export function SavedBar(props: { kind: AssetKind; state: ListState }) {
  const { kind, state } = props;
  const t = useTranslate();
  const saved = useSavedSearches();
  const [open, setOpen] = useState<'save' | 'saved' | 'feed'>();
  const close = () => setOpen(undefined);
  const query = { kind, ...queryOf(state) };
  const isNarrowed = state.text.trim() !== '' || countChosen(state.facets) > 0;
  const added = (saved.items ?? []).reduce((sum, each) => sum + each.added, 0);
  const hasSaved = saved.error !== undefined || (saved.items ?? []).length > 0;
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      {isNarrowed && (
        <Button
          variant="tertiary"
          size="small"
          iconStart={<RiBookmarkLine aria-hidden="true" />}
          onPress={() => setOpen('save')}
        >
          {t('saved.save')}
        </Button>
      )}
      {hasSaved && (
        <Button
          variant="tertiary"
          size="small"
          iconStart={<RiListCheck2 aria-hidden="true" />}
          onPress={() => setOpen('saved')}
        >
          {added > 0 ? t('saved.listNew', { count: added }) : t('saved.list')}
        </Button>
      )}
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiRssLine aria-hidden="true" />}
        onPress={() => setOpen('feed')}
      >
        {t('saved.feed')}
      </Button>
      {open === 'save' && (
        <SaveDialog query={query} onSaved={saved.reload} onClose={close} />
      )}
      {open === 'saved' && (
        <SavedDialog kind={kind} saved={saved} onClose={close} />
      )}
      {open === 'feed' && <FeedDialog query={query} onClose={close} />}
    </Flex>
  );
}
