import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { ADA, GRACE } from './accountsWith';
import { FaultyWire } from './FaultyWire';
import type { ForgeBench } from './ForgeBench';
import { harvested } from './harvested';
import { metadata } from './metadata';
import { openReading } from './openReading';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What the catalogue makes of what happens to repositories, over time, at each kind of forge. */
export function describeReading(
  title: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`what was published at ${title}, read again`, () => {
    const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
    let forge: ForgeBench;
    let wire: FaultyWire;
    let count = 0;

    beforeAll(async () => {
      forge = await begin();
      wire = await FaultyWire.to(forge.url);
    });
    afterEach(() => {
      vi.useRealTimers();
      wire.mend();
    });
    afterAll(async () => {
      await wire?.stop();
      await forge?.stop();
    });

    const nextName = () => `again-${++count}`;
    const open = (house?: { isOfHouse: boolean }) =>
      openReading({ databases, forge, wire, nextName }, house);

    it('shows what was changed at the forge, and launches it from there', async () => {
      const { publish, later, titleOf, said, ...at } = await open();
      const { tipOf, launches, shown, makingOf } = at;
      const name = await publish();
      expect([titleOf(name), launches(name)]).toEqual(['Leaves', true]);
      await forge.change(name, {
        files: {
          'ai4-metadata.yml': metadata('Needles'),
          'README.md': 'x'.repeat(300_000),
        },
      });
      await later(11 * MINUTE);
      expect([titleOf(name), said(name)]).toEqual(['Needles', []]);
      const tip = await makingOf(name).forge.tip({ owner: forge.person, name });
      expect(await tipOf(name)).toBe(tip!.commit);
      expect(shown.get(name)!.details.documentation).toHaveLength(200_000);
      expect(shown.get(name)!.details.spec.links!.sourceCode).toBe(
        `${wire.url}/${forge.person}/${name}`,
      );
    });

    it('knows from its forge and its files what nobody has typed, and of each from where', async () => {
      const { publish, later, shown, said } = await open();
      const name = await publish();
      await forge.change(name, {
        files: {
          ...harvested,
          'ai4-metadata.yml': `${metadata('Leaves')}license: Apache-2.0\n`,
        },
      });
      await later(11 * MINUTE);
      const { spec, harvested: found } = shown.get(name)!.details;
      expect(spec).toMatchObject({
        license: 'Apache-2.0',
        version: '1.10',
        authors: [
          {
            name: 'Ada Lovelace',
            orcid: '0000-0002-1825-0097',
            affiliation: 'Plankton lab',
          },
        ],
        dependencies: [
          { name: 'numpy', version: '2.3.1', purl: 'pkg:pypi/numpy@2.3.1' },
          { name: 'torch', version: '>=2,<3', purl: 'pkg:pypi/torch' },
        ],
        citations: [
          {
            ...{ title: 'On leaves', authors: ['The lab'], year: 2025 },
            ...{ doi: '10.1234/leaves', isPreferred: true },
          },
          { title: 'Older leaves', authors: ['A'] },
        ],
        createdAt: '2026-01-01',
        updatedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
        sizeBytes: expect.any(Number),
      });
      expect(spec.languages!.map(each => each.name)).toContain('Python');
      expect(JSON.stringify(spec)).not.toContain('else@example.org');
      const from = Object.fromEntries(found!.map(each => [each.field, each]));
      expect(from.authors).toMatchObject({ from: 'CITATION.cff' });
      expect(from.authors.url).toContain('CITATION.cff');
      expect(from.dependencies).toMatchObject({ from: 'pyproject.toml' });
      expect(from.updatedAt).toMatchObject({ from: 'forge' });
      expect(from).not.toHaveProperty('createdAt');
      expect(from).not.toHaveProperty('license');
      expect(said(name)).toEqual([
        expect.stringContaining('Nothing is read of codemeta.json'),
      ]);
    });

    it('asks for files again only where something was put in', async () => {
      const { publish, later, titleOf } = await open();
      const name = await publish();
      await later(11 * MINUTE);
      const first = wire.asked.length;
      wire.mend();
      await later(4 * HOUR);
      expect(wire.asked.length).toBeLessThan(4);
      expect(first).toBeGreaterThan(wire.asked.length);
      const files = { 'ai4-metadata.yml': metadata('Needles') };
      await forge.change(name, { files });
      await later(4 * HOUR);
      expect(titleOf(name)).toBe('Needles');
    });

    it('shows what is described anew where the rest cannot be asked, and asks first what was not asked last', async () => {
      const { publish, later, titleOf, said, ...at } = await open();
      const { due, hurry, stop } = at;
      const name = await publish();
      const files = { 'ai4-metadata.yml': metadata('Needles') };
      await forge.change(name, { files });
      const dueThen: string[][] = [];
      const happens = async () => dueThen.push(await due());
      wire.before = { what: /./, happens };
      wire.instead = { what: /languages/, status: 503 };
      // What has not changed for long is read seldom.
      await later(30 * HOUR);
      expect([titleOf(name), said(name)]).toEqual(['Needles', []]);
      // What kills the portal is not what the next one begins with.
      expect(dueThen).toEqual([[]]);
      // The rest is asked as soon as after any other trouble of its forge.
      wire.mend();
      await later(31 * MINUTE);
      expect(wire.asked.join()).toContain('languages');
      // What is pushed while it is read is read, too.
      wire.mend();
      wire.before = { what: /./, happens: () => hurry(name) };
      await later(4 * HOUR);
      expect(await due()).toEqual([name]);
      // What a stop in good order cuts short is read as soon as there is a portal again.
      wire.before = { what: /./, happens: async () => stop() };
      await expect(later(0)).rejects.toThrow();
      expect(await due()).toEqual([name]);
    });

    it('takes no owner and no manifest from a file in our own format', async () => {
      const { publish, later, titleOf, launches, said, shown } = await open();
      const name = await publish();
      const own = `apiVersion: astrolabe.dev/v1alpha1
kind: Module
metadata: { name: ${name}, title: Taken }
spec: { owner: 'group:default/operators', manifest: { image: evil } }
`;
      await forge.change(name, { files: { 'ai4-metadata.yml': own } });
      await later(11 * MINUTE);
      expect([titleOf(name), launches(name)]).toEqual(['Leaves', false]);
      expect(shown.get(name)!.indexed.owner).toBeUndefined();
      expect(said(name)).toEqual([expect.stringContaining('published format')]);
    });

    it('launches nothing whose description is broken', async () => {
      const { publish, later, launches } = await open();
      const name = await publish();
      await forge.change(name, { files: { 'ai4-metadata.yml': 'title: [' } });
      await later(11 * MINUTE);
      expect(launches(name)).toBe(false);
    });

    it('says so when the description is too large to be one', async () => {
      const { publish, later, titleOf, said } = await open();
      const name = await publish();
      const files = { 'ai4-metadata.yml': '#'.repeat(300_000) };
      await forge.change(name, { files });
      await later(11 * MINUTE);
      expect(titleOf(name)).toBe('Leaves');
      expect(said(name)).toEqual([expect.stringContaining('too large')]);
      // A README that is stands in no way.
      const readme = { 'README.md': '#'.repeat(5_000_000) };
      await forge.change(name, {
        files: { ...readme, 'ai4-metadata.yml': metadata('Needles') },
      });
      await later(4 * HOUR);
      expect([titleOf(name), said(name)]).toEqual(['Needles', []]);
    });

    it('hides what is private now, until it is public again', async () => {
      const { publish, later, shown, launches, catalogue } = await open();
      const name = await publish();
      const removal = (each: string) =>
        catalogue.remove(each, { credentials: mockCredentials.user(GRACE) });
      await expect(removal(name)).rejects.toThrow('by somebody else');
      await forge.change(name, { isPrivate: true });
      await later(11 * MINUTE);
      expect(shown.has(name)).toBe(false);
      // To others it is as one that has never been here, and stays.
      await removal('there-is-none');
      await removal(name);
      await later(3 * HOUR);
      expect(shown.has(name)).toBe(false);
      await forge.change(name, { isPrivate: false });
      await later(3 * HOUR);
      expect([shown.has(name), launches(name)]).toEqual([true, true]);
    });

    it('launches what was shown while private once it is public', async () => {
      const { publish, later, launches, shown } = await open();
      const name = await publish('private');
      await later(11 * MINUTE);
      expect([shown.has(name), launches(name)]).toEqual([true, false]);
      await forge.change(name, { isPrivate: false });
      await later(3 * HOUR);
      expect(launches(name)).toBe(true);
    });

    it('says that one is gone, and hides it after a day', async () => {
      const { publish, later, launches, said, shown } = await open();
      const name = await publish();
      await forge.remove(name);
      await later(11 * MINUTE);
      expect(launches(name)).toBe(false);
      expect(said(name)).toEqual([expect.stringContaining('no such')]);
      await later(25 * HOUR);
      expect(shown.has(name)).toBe(false);
    });

    it('follows one that bears another name now', async () => {
      const { publish, later, shown, launches, said } = await open();
      const name = await publish();
      await forge.change(name, { name: `${name}-new` });
      await later(11 * MINUTE);
      expect([launches(name), said(name)]).toEqual([true, []]);
      const { links } = shown.get(name)!.details.spec;
      expect(links!.sourceCode).toBe(`${wire.url}/${forge.person}/${name}-new`);
    });

    it('takes another repository of its name, or of another forge, for none of it', async () => {
      const { publish, later, titleOf, launches, makingOf, links } =
        await open();
      const name = await publish();
      const elsewhere = await publish('public', { account: 'lab' });
      await forge.remove(name);
      const place = { owner: forge.person, name };
      const { forge: as } = makingOf(name);
      await as.create({ ...place, description: '', visibility: 'public' });
      const files = [{ path: 'ai4-metadata.yml', text: metadata('Other') }];
      await as.commit(place, { message: 'Other', files });
      links.lab = { url: wire.url.replace('127.0.0.1', 'localhost') };
      await later(11 * MINUTE);
      expect([titleOf(name), launches(name)]).toEqual(['Leaves', false]);
      expect(launches(elsewhere)).toBe(false);
    });

    it('finds none under a name that it bears no more', async () => {
      const { publish, makingOf } = await open();
      const name = await publish();
      await forge.change(name, { name: `${name}-new` });
      const { forge: as } = makingOf(name);
      const find = (each: string) =>
        as.find({ owner: forge.person, name: each });
      expect(await find(name)).toBeUndefined();
      expect(await find(`${name}-NEW`)).toMatchObject({ name: `${name}-new` });
    });

    it('is everybody’s as long as its forge shows that it is, and no forge of one’s own house', async () => {
      const { publish, isPublic, later, links } = await open();
      const name = await publish();
      expect(isPublic(name)).toBe(true);
      links.hub = undefined;
      await later(HOUR);
      expect(isPublic(name)).toBe(false);
      const house = { isOfHouse: true };
      const inner = await open(house);
      const other = await inner.publish();
      expect(inner.isPublic(other)).toBe(false);
      // Whatever it depends on is asked again, though nothing was changed there.
      house.isOfHouse = false;
      await inner.later(7 * HOUR);
      expect(inner.isPublic(other)).toBe(true);
    });

    it('says so when it is linked no more, and keeps it', async () => {
      const { publish, later, links, said, titleOf } = await open();
      const name = await publish();
      links.hub = undefined;
      await later(11 * MINUTE);
      expect(titleOf(name)).toBe('Leaves');
      expect(said(name)).toEqual([expect.stringContaining('linked no more')]);
    });

    it('leaves a forge alone that wants a pause, and blames nobody', async () => {
      const { publish, later, said } = await open();
      const names = [await publish(), await publish(), await publish()];
      const headers = { 'retry-after': String((2 * HOUR) / 1000) };
      wire.instead = { what: /./, status: 429, headers };
      await later(11 * MINUTE);
      expect(wire.asked).toHaveLength(1);
      await later(HOUR);
      expect(wire.asked).toHaveLength(1);
      expect(names.flatMap(said)).toEqual([]);
      wire.mend();
      await later(HOUR + MINUTE);
      expect(wire.asked.length).toBeGreaterThanOrEqual(9);
    });

    it('is quiet about a forge that is away, for hours; then tells no details', async () => {
      const { publish, later, said, logger, launches } = await open();
      const name = await publish();
      wire.instead = { what: /./, status: 503 };
      await later(11 * MINUTE);
      await later(11 * MINUTE);
      expect([wire.asked.length, said(name)]).toEqual([1, []]);
      expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('503'));
      await later(7 * HOUR);
      expect(said(name)).toEqual([expect.stringContaining('for hours')]);
      expect(said(name).join()).not.toMatch(/503|127\.0\.0\.1/);
      expect(launches(name)).toBe(true);
      wire.mend();
      await later(4 * HOUR);
      expect(said(name)).toEqual([]);
    });

    it('asks the less often the longer nothing has changed', async () => {
      const { publish, later } = await open();
      await publish();
      await later(24 * HOUR);
      wire.mend();
      await later(2 * HOUR);
      expect(wire.asked).toEqual([]);
      await later(HOUR + MINUTE);
      expect(wire.asked.length).toBeGreaterThan(0);
    });

    it('shows what others publish while a forge keeps it waiting', async () => {
      const { publish, links, shown, later, hurry, ...at } = await open();
      const { catalogue, makingOf, titleOf } = at;
      const slow = await FaultyWire.to(forge.url);
      links.slow = { url: slow.url };
      await publish('public', { account: 'slow' });
      slow.before = { what: /./, happens: () => new Promise(() => {}) };
      const other = await publish();
      const needles = { 'ai4-metadata.yml': metadata('Needles') };
      await forge.change(other, { files: needles });
      const began = performance.now();
      const reading = later(11 * MINUTE);
      const name = nextName();
      const repository = { owner: forge.person, name, id: '1', url: 'x' };
      const more = { cloneUrl: 'x', description: '', branch: 'main' };
      void catalogue.show(makingOf(name), {
        ...{ ...repository, ...more, visibility: 'public', mayWrite: true },
      });
      await vi.waitFor(
        () => {
          expect(shown.has(name)).toBe(true);
          expect(titleOf(other)).toBe('Needles');
        },
        { timeout: 5_000 },
      );
      // And what is pushed meanwhile.
      const cones = { 'ai4-metadata.yml': metadata('Cones') };
      await forge.change(other, { files: cones });
      await hurry(other);
      await expect.poll(() => titleOf(other), { timeout: 5_000 }).toBe('Cones');
      await reading;
      // It had its time, and no more.
      expect(performance.now() - began).toBeGreaterThan(9_000);
      expect(performance.now() - began).toBeLessThan(15_000);
      await slow.stop();
    });

    it('gives a name that two publish at once to one of them alone', async () => {
      const { catalogue, makingOf, shown } = await open();
      const name = nextName();
      const show = (personRef: string, owner: string) => {
        const repository = { owner, name, id: owner, cloneUrl: 'x' };
        return catalogue.show(
          { ...makingOf(name, { personRef }), owner },
          {
            ...{ ...repository, description: '', visibility: 'public' },
            ...{ branch: 'main', mayWrite: true },
            url: `${wire.url}/${owner}/${name}`,
          },
        );
      };
      const entries = await Promise.all([show(ADA, 'ada'), show(GRACE, 'eve')]);
      const isFirst = entries[0].skipped === undefined;
      expect(entries.filter(({ skipped }) => skipped)).toHaveLength(1);
      expect(shown.get(name)!.indexed.location).toContain(
        isFirst ? '/ada/' : '/eve/',
      );
    });
  });
}
