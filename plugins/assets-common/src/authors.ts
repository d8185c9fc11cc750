import type { AssetAuthor } from './generated/asset';

/** An author, also of whom a file has but the name. @public */
export function authorOf(author: string | AssetAuthor): AssetAuthor {
  return typeof author === 'string' ? { name: author } : author;
}
