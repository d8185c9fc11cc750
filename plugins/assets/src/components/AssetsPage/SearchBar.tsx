import {
  assetKinds,
  assetSorts,
  type AssetKind,
} from '@astrolabe/plugin-assets-common';
import {
  SearchField,
  Select,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiLayoutGridLine, RiTableLine } from '@remixicon/react';
import { useDebounced } from '../../hooks/useDebounced';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './AssetsPage.module.css';
import type { ListProps } from './ListProps';

/** Looking for words, in an order, as cards or as a table. */
export function SearchBar(props: ListProps & { kind: AssetKind }) {
  const { kind, state, change } = props;
  const t = useTranslate();
  // Each letter is no step that one would go back to.
  const [text, setText] = useDebounced(state.text, typed =>
    change({ text: typed }, { replace: true }),
  );
  const isRun = assetKinds.find(({ id }) => id === kind)!.isRun;
  const sorts = assetSorts.filter(
    sort =>
      (sort !== 'relevance' || state.text.trim()) &&
      (sort !== 'most-used' || isRun || state.sort === sort),
  );

  return (
    <div className={styles.bar} role="search">
      <SearchField
        className={styles.search}
        label={t(`kind.${kind}.search`)}
        placeholder={t('list.placeholder')}
        maxLength={200}
        value={text}
        onChange={setText}
      />
      <Select
        label={t('list.sort')}
        options={sorts.map(value => ({ value, label: t(`sort.${value}`) }))}
        value={state.sort}
        onChange={value => {
          const sort = sorts.find(known => known === value);
          if (sort) change({ sort });
        }}
      />
      <ToggleButtonGroup
        aria-label={t('list.view')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.view]}
        onSelectionChange={keys =>
          change({ view: keys.has('table') ? 'table' : 'cards' })
        }
      >
        <ToggleButton
          id="cards"
          size="medium"
          iconStart={<RiLayoutGridLine aria-hidden />}
        >
          {t('list.cards')}
        </ToggleButton>
        <ToggleButton
          id="table"
          size="medium"
          iconStart={<RiTableLine aria-hidden />}
        >
          {t('list.table')}
        </ToggleButton>
      </ToggleButtonGroup>
    </div>
  );
}
