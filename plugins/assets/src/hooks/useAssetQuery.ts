import {
  assetFacets,
  assetSearchParams,
  assetSorts,
  type AssetFacet,
  type AssetQuery,
  type AssetSort,
} from '@astrolabe/plugin-assets-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** How a list is drawn. */
export type AssetView = 'cards' | 'table';

/** What the address of a list says. */
export interface ListState {
  text: string;
  facets: Partial<Record<AssetFacet, string[]>>;
  /** What is asked for, or what goes without saying. */
  sort: AssetSort;
  view: AssetView;
}

/** Longest text that the API takes. */
const LONGEST_TEXT = 200;

/**
 * What is looked for, kept in the address: in the format of the API
 * (`assetSearchParams`), with `view` beside it. So every list can be
 * bookmarked, shared, and gone back to.
 */
export function useAssetQuery() {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readState(params), [params]);

  const change = useCallback(
    (news: Partial<ListState>, options?: { replace: boolean }) =>
      setParams(
        before => writeState(changed(readState(before), news)),
        options,
      ),
    [setParams],
  );

  return { state, change };
}

/** A list's state out of its address; what makes no sense there is left out. */
export function readState(params: URLSearchParams): ListState {
  const text = (params.get('text') ?? '').slice(0, LONGEST_TEXT);
  const facets = Object.fromEntries(
    assetFacets
      .map(facet => [facet, [...new Set(params.getAll(facet))].filter(Boolean)])
      .filter(([, values]) => values.length > 0),
  );
  const sort = assetSorts.find(known => known === params.get('sort'));
  const isMeaningless = sort === 'relevance' && !text.trim();
  return {
    text,
    facets,
    sort: !sort || isMeaningless ? defaultSort(text) : sort,
    view: params.get('view') === 'table' ? 'table' : 'cards',
  };
}

/** The address of a state, without what goes without saying. */
export function writeState(state: ListState): URLSearchParams {
  const params = assetSearchParams({ ...queryOf(state), text: state.text });
  if (state.view !== 'cards') params.set('view', state.view);
  return params;
}

/** What to ask the API for. */
export function queryOf(state: ListState): AssetQuery {
  const { facets, sort } = state;
  const text = state.text.trim();
  return {
    ...(text && { text }),
    facets,
    ...(sort !== defaultSort(text) && { sort }),
  };
}

/** A state after a change; an order that nobody chose follows the text. */
function changed(before: ListState, news: Partial<ListState>): ListState {
  const after = { ...before, ...news };
  const isChosen = before.sort !== defaultSort(before.text);
  const fits = after.sort !== 'relevance' || after.text.trim() !== '';
  return news.sort || (isChosen && fits)
    ? after
    : { ...after, sort: defaultSort(after.text) };
}

function defaultSort(text: string): AssetSort {
  return text.trim() ? 'relevance' : 'name';
}
