import type { LinkedAccounts } from '../services';
import type { OtherAccount } from './becomesOf';

/** Links a storage for somebody, unless it is linked already. */
export type TakeAccount = (
  ownerRef: string,
  account: OtherAccount,
  options: { dryRun: boolean },
) => Promise<'new' | 'made' | 'present' | 'taken'>;

export function takeAccountInto(
  accounts: Pick<LinkedAccounts, 'list' | 'values' | 'link'>,
): TakeAccount {
  return async (ownerRef, account, { dryRun }) => {
    const { service, title, values } = account;
    const url = new URL(values.url).href.replace(/\/+$/, '');
    const there = (await accounts.list(ownerRef)).find(
      ({ service: other, settings }) =>
        other === service &&
        settings.url === url &&
        settings.user === values.user,
    );
    if (there) {
      const kept = await accounts.values(there);
      return kept?.password === values.password ? 'present' : 'taken';
    }
    if (dryRun) return 'new';
    // The service is asked: what it refuses is not linked.
    await accounts.link(ownerRef, { service, title, values });
    return 'made';
  };
}
