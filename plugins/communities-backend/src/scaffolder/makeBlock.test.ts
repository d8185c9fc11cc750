/* eslint-disable no-restricted-syntax -- colours of a community */
import { readCommunity } from '@astrolabe/plugin-communities-common';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeBlock } from './makeBlock';

const sea = { id: 'sea', title: 'Sea Life', accent: '#00696b', font: 'system' };
const sign = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';

describe('the files of a block that a template makes', () => {
  it('are valid, and hold what was filled in as it is', () => {
    const text = '# Hello\n${{ 7 * 7 }} {{ x }} $env: "quoted" # no comment';
    const [block, logo] = makeBlock(
      {
        ...{ ...sea, text, description: 'yes: no', font: 'serif' },
        ...{ contact: 'help@sea.example.org', terms: 'Be kind.', logo: sign },
      },
      new Date('2026-11-28T12:00:00Z'),
    );
    expect([block.name, logo]).toEqual([
      'sea.yaml',
      { name: 'sea.svg', text: sign },
    ]);
    const read = parse(block.text);
    expect(read).toEqual({
      ...{ id: 'sea', title: 'Sea Life', description: 'yes: no' },
      colours: { light: { accent: '#00696b' } },
      fonts: { text: 'serif' },
      home: { text },
      contacts: [
        { title: 'help@sea.example.org', href: 'mailto:help@sea.example.org' },
      ],
      terms: { version: '2026-11-28', text: 'Be kind.' },
      logo: { $file: 'sea.svg' },
    });
    expect(readCommunity({ ...read, logo: sign }, '').id).toBe('sea');
  });

  it.each([
    ['a colour that cannot be read', { accent: '#9fd8d6' }, 'colours.light'],
    ['a short name that cannot be', { id: 'Sea Life' }, 'id'],
    ['the name of the portal itself', { id: 'default' }, 'id'],
    ['a logo that is no picture', { logo: '/etc/passwd' }, 'logo'],
    ['letters that there are not', { font: 'comic' }, 'fonts.text'],
    ['no name', { title: '' }, 'title'],
  ])('are not made of %s', (_what, wrong, key) => {
    expect(() => makeBlock({ ...sea, ...wrong })).toThrow(
      `Invalid value for ${key}`,
    );
  });
});
