import type { ForgeClient } from '../ForgeClient';
import { GithubLikeReleases } from './githubLike';

export const giteaReleases = (pages: string, http: ForgeClient) =>
  new GithubLikeReleases(pages, http, {
    most: 'limit=50&stat=false&verification=false&files=false',
    tag: name => `tags/${name}`,
    commitOf: ({ commit }) => commit?.sha ?? '',
    archive: tag => `archive/${tag}.zip`,
    newestFirst: commits => commits,
  });
