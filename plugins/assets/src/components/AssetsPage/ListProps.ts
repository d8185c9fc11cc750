import type { ListState } from '../../hooks/useAssetQuery';

/** What every part of the list knows and may do. */
export interface ListProps {
  state: ListState;
  change(news: Partial<ListState>, options?: { replace: boolean }): void;
}
