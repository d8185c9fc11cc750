import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { Text } from '@backstage/ui';
import type { AssetsResult } from '../../hooks/useAssets';
import { useTranslate } from '../../hooks/useTranslate';

/**
 * How many were found. It is there before the answer is, since screen readers
 * announce only what changes in a place that they already know.
 */
export function Count(props: { kind: AssetKind; result: AssetsResult }) {
  const { page, error, isPending } = props.result;
  const t = useTranslate();
  const isKnown = page && error === undefined;
  return (
    <Text as="p" color="secondary" role="status" aria-busy={isPending}>
      {isKnown && t(`kind.${props.kind}.count`, { count: page.totalItems })}
    </Text>
  );
}
