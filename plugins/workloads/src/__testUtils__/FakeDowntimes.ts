import type {
  Downtime,
  DowntimeList,
  DowntimeRequest,
} from '@astrolabe/plugin-workloads-common';

/** When sites will be down, as the fake API has it. */
export class FakeDowntimes {
  list: DowntimeList = { items: [], mayAnnounce: false };

  announce(request: DowntimeRequest): Downtime {
    const downtime: Downtime = {
      id: `d${this.list.items.length + 1}`,
      siteTitle: request.siteId,
      announcedAt: request.from,
      ...request,
    };
    this.list = { ...this.list, items: [...this.list.items, downtime] };
    return downtime;
  }

  cancel(id: string): Downtime {
    const [cancelled] = this.list.items.filter(each => each.id === id);
    const items = this.list.items.filter(each => each !== cancelled);
    this.list = { ...this.list, items };
    return cancelled;
  }
}
