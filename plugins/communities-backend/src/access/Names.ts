import { demoPersonOf } from '@astrolabe/plugin-communities-common';
import { parseEntityRef } from '@backstage/catalog-model';
import type { DatabasePeople } from '../database';

/** What people are called, where others read it. */
export class Names {
  readonly #people: DatabasePeople;

  constructor(people: DatabasePeople) {
    this.#people = people;
  }

  async of(ref: string): Promise<string> {
    const [{ displayName }] = await this.addTo([{ personRef: ref }]);
    return displayName;
  }

  async addTo<T extends { personRef: string }>(
    items: T[],
  ): Promise<(T & { displayName: string })[]> {
    const refs = [...new Set(items.map(({ personRef }) => personRef))];
    const names = await this.#people.namesOf(refs);
    return items.map(item => ({
      ...item,
      displayName: names.get(item.personRef) ?? plainName(item.personRef),
    }));
  }
}

/** Of demo people, whom no provider has told of. */
export function plainName(ref: string): string {
  return demoPersonOf(ref)?.displayName ?? parseEntityRef(ref).name;
}
