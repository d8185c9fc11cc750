import type { CommunityPageViews } from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';

/** More kinds of pages there are not: what goes beyond is somebody's invention. */
const MOST_PAGES = 200;

const before = (days: number) => Date.now() - days * 86_400_000;

/** How often pages were opened, by community, day and kind of page. */
export class DatabasePageViewStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Counts one. */
  async add(community: string, page: string): Promise<void> {
    const key = { community, day: dayOf(Date.now()), page };
    const counted = await this.#rows().where(key).increment('views', 1);
    if (counted > 0) return;
    const { day } = key;
    const [{ pages }] = await this.#rows()
      .where({ community, day })
      .count({ pages: '*' });
    if (Number(pages) >= MOST_PAGES) return;
    await this.#rows()
      .insert({ ...key, views: 1 })
      .onConflict(['community', 'day', 'page'])
      .merge({ views: this.#db.raw('page_views.views + 1') });
  }

  /** Of the last days, today among them. */
  async read(
    community: string,
    days: number,
  ): Promise<Pick<CommunityPageViews, 'pages' | 'days'>> {
    const rows = () =>
      this.#rows()
        .where({ community })
        .where('day', '>', dayOf(before(days)))
        .sum({ views: 'views' });
    const pages: Record<string, string>[] = await rows()
      .select('page')
      .groupBy('page');
    const perDay: Record<string, string>[] = await rows()
      .select('day')
      .groupBy('day')
      .orderBy('day');
    return {
      pages: pages
        .map(({ page, views }) => ({ page, views: Number(views) }))
        .sort((a, b) => b.views - a.views || a.page.localeCompare(b.page)),
      days: perDay.map(({ day, views }) => ({ day, views: Number(views) })),
    };
  }

  /** Forgets what is older than so many days. */
  async forget(community: string, keepDays: number): Promise<void> {
    const last = dayOf(before(keepDays));
    await this.#rows().where({ community }).where('day', '<=', last).delete();
  }

  #rows() {
    return this.#db('page_views');
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
