import {
  DEFAULT_COMMUNITY,
  readCommunity,
} from '@astrolabe/plugin-communities-common';
import { InputError } from '@backstage/errors';
import { stringify } from 'yaml';

/** A file as it is downloaded. */
export interface BlockFile {
  name: string;
  text: string;
}

/** Of `templates/community`; what was left empty is missing or ''. */
interface Values {
  id?: string;
  title?: string;
  description?: string;
  text?: string;
  accent?: string;
  font?: string;
  contact?: string;
  terms?: string;
  logo?: string;
}

/**
 * The files of a block, the block first. It is checked as the portal does, and so
 * as `astrolabe community check`.
 *
 * @throws InputError that names the key and what is allowed there
 */
export function makeBlock(values: Values, now = new Date()): BlockFile[] {
  const { id, logo } = values;
  const block = blockOf(values, now);
  try {
    if (id === DEFAULT_COMMUNITY) {
      throw new Error(`Invalid value for id: '${id}' is the portal itself`);
    }
    readCommunity(logo ? { ...block, logo } : block, '');
  } catch (error) {
    throw new InputError((error as Error).message);
  }
  const picture = { name: `${id}.svg`, text: logo ?? '' };
  const whole = logo ? { ...block, logo: { $file: picture.name } } : block;
  const text = `# The portal of a community; docs/community-manager.md explains every key.\n${stringify(
    whole,
  )}`;
  return [{ name: `${id}.yaml`, text }, ...(logo ? [picture] : [])];
}

function blockOf(values: Values, now: Date): object {
  const { id, title, description, text, accent } = values;
  const { font, contact, terms } = values;
  return {
    ...{ id, title },
    ...(description && { description }),
    ...(accent && { colours: { light: { accent } } }),
    ...(font && font !== 'system' && { fonts: { text: font } }),
    ...(text && { home: { text } }),
    ...(contact && {
      contacts: [{ title: contact, href: `mailto:${contact}` }],
    }),
    ...(terms && {
      terms: { version: now.toISOString().slice(0, 10), text: terms },
    }),
  };
}
