import type { ForgeClient } from '../ForgeClient';
import { GithubLikeReleases } from './githubLike';

export const githubReleases = (pages: string, http: ForgeClient) =>
  new GithubLikeReleases(pages, http, {
    uploads:
      pages === 'https://github.com'
        ? 'https://uploads.github.com'
        : `${pages}/api/uploads`,
    most: 'per_page=100',
    tag: name => `commits/tags/${name}`,
    commitOf: ({ sha = '' }) => sha,
    archive: tag => `zipball/refs/tags/${tag}`,
    newestFirst: commits => [...commits].reverse(),
  });
