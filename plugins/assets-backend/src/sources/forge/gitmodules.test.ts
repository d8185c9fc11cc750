import { expect, it } from 'vitest';
import { parseGitmodules } from './gitmodules';

it('understands a catalogue list, and passes over what is none', () => {
  expect(
    parseGitmodules(
      [
        '[submodule "a"]',
        '\tpath = a',
        '\turl = https://forge.example/lab/a.git',
        '\tbranch = v2/next',
        'nonsense',
        '[submodule "b"]',
        '  url = git@forge.example:lab/b',
        '[submodule "c"]',
        '  url =',
      ].join('\n'),
    ),
  ).toEqual([
    { owner: 'lab', repository: 'a', branch: 'v2/next' },
    { owner: 'lab', repository: 'b' },
  ]);
});
