import {
  CommunityError,
  DEFAULT_COMMUNITY,
  readCommunity,
  withFiles,
  type CommunityDirectory,
} from '@astrolabe/plugin-communities-common';
import { parse } from 'yaml';
import type { ProjectCheck } from '../types';

const BLOCK = 'community.yaml';

/** The block of a community as the portal reads it; those that there are keep their names. */
export const checkCommunity =
  (communities: CommunityDirectory): ProjectCheck =>
  ({ files }) => {
    const textOf = (name: string) =>
      files.find(({ path }) => path === name)?.text ?? '';
    try {
      const { id } = readCommunity(withFiles(parse(textOf(BLOCK)), textOf), '');
      const isOwn = id === DEFAULT_COMMUNITY;
      const isThere = communities.list().some(each => each.id === id);
      if (!isOwn && !isThere) return undefined;
      const why = isOwn ? 'is the portal itself' : 'is there already';
      return { file: BLOCK, key: 'id', why: `'${id}' ${why}` };
    } catch (error) {
      if (!(error instanceof CommunityError)) throw error;
      return { file: BLOCK, key: error.key, why: error.why };
    }
  };
