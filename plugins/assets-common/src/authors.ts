import type { AssetAuthor, AssetSpec } from './generated/asset';

/** An author, also of whom a file has but the name. @public */
export function authorOf(author: string | AssetAuthor): AssetAuthor {
  return typeof author === 'string' ? { name: author } : author;
}

/** What the authors of an asset are called. @public */
export function authorNames({ authors = [] }: Pick<AssetSpec, 'authors'>) {
  return authors.map(author => authorOf(author).name);
}
