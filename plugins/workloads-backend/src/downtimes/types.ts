import type {
  Downtime,
  DowntimeList,
  DowntimeRequest,
} from '@astrolabe/plugin-workloads-common';
import type { UserOptions } from '../service';

/** The planned downtime of sites: all who may launch read it, operators announce it. */
export interface Downtimes {
  /** What is still to come or goes on; all that ever was, with `history`. */
  list(
    wanted: { history?: boolean },
    options: UserOptions,
  ): Promise<DowntimeList>;
  /**
   * Announces one, and tells those whom it hits.
   *
   * @throws InputError for a time that cannot be, or a site that nobody knows
   */
  announce(request: DowntimeRequest, options: UserOptions): Promise<Downtime>;
  /**
   * Takes one back, and tells those who were told of it.
   *
   * @throws NotFoundError when there is none that could be
   */
  cancel(id: string, options: UserOptions): Promise<Downtime>;
}
