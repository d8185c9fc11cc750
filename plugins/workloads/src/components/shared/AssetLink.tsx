import { Link, Text } from '@backstage/ui';
import { assetName, assetPath } from './resources';

/** The module or tool that something came from, linked where it has a page. */
export function AssetLink(props: { entityRef: string; title?: string }) {
  const path = assetPath(props.entityRef);
  const name = props.title ?? assetName(props.entityRef);
  return path ? <Link href={path}>{name}</Link> : <Text>{name}</Text>;
}
