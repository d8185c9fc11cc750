import type { AccountRecord } from '../database';
import { checkValues, type LinkedAccounts } from '../services';
import type { OtherAccount } from './becomesOf';

/** Links a storage for somebody, unless it is linked already. */
export type TakeAccount = (
  ownerRef: string,
  account: OtherAccount,
  options: { dryRun: boolean },
) => Promise<'new' | 'made' | 'present' | 'taken'>;

export function takeAccountInto(
  accounts: Pick<LinkedAccounts, 'provider' | 'list' | 'values' | 'link'>,
): TakeAccount {
  return async (ownerRef, { service, title, ...other }, { dryRun }) => {
    // As they would be kept.
    const values = checkValues(accounts.provider(service).form, other.values);
    const compared = async (present: AccountRecord) => {
      const kept = await accounts.values(present);
      return kept?.password === values.password ? 'present' : 'taken';
    };
    const there = (await accounts.list(ownerRef)).find(
      each =>
        each.service === service &&
        each.settings.url === values.url &&
        each.settings.user === values.user,
    );
    if (there) return compared(there);
    if (dryRun) return 'new';
    // The service is asked: what it refuses is not linked. It takes its time, in
    // which the owner may link it; what it is called there may differ, too.
    const { record, isNew } = await accounts.link(ownerRef, {
      ...{ service, title, values, ifNew: true },
    });
    return isNew ? 'made' : compared(record);
  };
}
