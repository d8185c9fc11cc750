import { afterEach, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets } from '../__testUtils__';

/** Files that want a reader's memory, time or machine. */
const hostile: Record<string, string> = {
  'too-long': `title: ${'x'.repeat(2_000_000)}`,
  tag: 'title: !!python/object/apply:os.system ["id"]',
  cycle: 'spec: &a { title: *a }',
  bomb: [...'abcdefghij']
    .map((key, at) => {
      const before = at === 0 ? 'x' : `*${'abcdefghij'[at - 1]}`;
      return `${key}: &${key} [${Array(9).fill(before).join(', ')}]`;
    })
    .join('\n'),
  nested: '['.repeat(20_000),
  keys: Array.from({ length: 25_000 }, (_, at) => `k${at}: 1`).join('\n'),
  empty: '',
  bytes: '\u0000\ufffd\u0001',
  prototype: '{"__proto__": {"spec": 1}, "constructor": 7}',
  link: `apiVersion: astrolabe.dev/v1alpha1
kind: AiModule
metadata: { name: link }
spec: { title: Link, summary: S, links: { sourceCode: "${'javascript'}:alert(1)" } }`,
};

const good = (name: string) => `apiVersion: astrolabe.dev/v1alpha1
kind: AiModule
metadata: { name: ${name} }
spec: { title: Good, summary: S }
`;

describe('files that mean harm', () => {
  let folder: AssetFolder | undefined;
  afterEach(() => folder?.remove());

  it('hide no other file, and each is there with what is wrong in it', async () => {
    folder = await AssetFolder.create();
    const names = Object.keys(hostile);
    await folder.write('modules/a-good/module.yaml', good('a-good'));
    for (const name of names) {
      await folder.write(`modules/${name}/module.yaml`, hostile[name]);
    }
    await folder.write('modules/z-good/module.yaml', good('z-good'));
    const { api, base, stop } = await startAssets({ folder });
    const all = [...names, 'a-good', 'z-good'].sort();
    await eventually(async () => {
      const { body } = await api.get(`${base}/assets?kind=module&limit=100`);
      const found = body.items.map(({ name }: { name: string }) => name).sort();
      expect(found).toEqual(all);
    }, 60);
    for (const name of names) {
      const { body } = await api.get(`${base}/assets/module/${name}`);
      expect([name, body.problems.length > 0]).toEqual([name, true]);
      expect(JSON.stringify(body.spec)).not.toMatch(/javascript|os\.system/);
    }
    await stop();
  }, 120_000);
});
