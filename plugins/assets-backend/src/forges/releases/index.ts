export type { ForgeCommit, ForgeReleases, ReleaseWish, Tag } from './types';
