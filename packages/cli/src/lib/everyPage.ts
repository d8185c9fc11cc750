import type {
  WorkloadListOptions,
  WorkloadPage,
} from '@astrolabe/plugin-workloads-common';
import type { Portal } from './portal';

/** All of one's own workloads, or of one group of them, as one page. */
export async function everyPage(
  { workloads }: Portal,
  options: Pick<WorkloadListOptions, 'group' | 'community' | 'whose'> = {},
): Promise<WorkloadPage> {
  const items: WorkloadPage['items'] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await workloads.list({ ...options, limit: 200, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) {
      const { totalItems, purposes } = page;
      return { items, totalItems, purposes };
    }
  }
}
