import { createHash } from 'node:crypto';
import type { Community, Look } from '@astrolabe/plugin-communities-common';

/** A picture as it goes to a browser. */
export interface Picture {
  mediaType: string;
  content: Buffer;
}

/** The sign of a community for a look; undefined where it has none. */
export function logoOf(community: Community, look: Look): Picture | undefined {
  const { logo, darkLogo } = community;
  const text = look === 'dark' ? darkLogo ?? logo : logo;
  if (!text) return undefined;
  const [, mediaType, base64] = /^data:(.*?);base64,(.*)$/.exec(text) ?? [];
  return base64
    ? { mediaType, content: Buffer.from(base64, 'base64') }
    : { mediaType: 'image/svg+xml; charset=utf-8', content: Buffer.from(text) };
}

/** Another picture has another address, so that browsers may keep one. */
export function logoAddress(community: Community, look: Look): string {
  const { content } = logoOf(community, look)!;
  const digest = createHash('sha256').update(content).digest('hex');
  return `/api/communities/v1/portals/${
    community.id
  }/logo?look=${look}&v=${digest.slice(0, 16)}`;
}
