import { Link, Text } from '@backstage/ui';
import { assetName, assetPath } from './resources';

/** The module or tool that something came from, linked where it has a page. */
export function AssetLink({ entityRef }: { entityRef: string }) {
  const path = assetPath(entityRef);
  const name = assetName(entityRef);
  return path ? <Link href={path}>{name}</Link> : <Text>{name}</Text>;
}
