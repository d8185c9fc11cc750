import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { AccountRecord } from '../database';
import { checkValues, type LinkedAccounts } from '../services';
import type { OtherAccount } from './becomesOf';

/** Links a storage for somebody, unless it is linked already. */
export type TakeAccount = (
  ownerRef: string,
  account: OtherAccount,
  options: { dryRun: boolean; by: string },
) => Promise<'new' | 'made' | 'present' | 'taken'>;

export function takeAccountInto(options: {
  accounts: Pick<LinkedAccounts, 'provider' | 'list' | 'values' | 'link'>;
  auditor: AuditorService;
}): TakeAccount {
  const { accounts, auditor } = options;
  return async (ownerRef, { service, title, ...other }, { dryRun, by }) => {
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
    const wish = { service, title, values, ifNew: true };
    const { record, isNew } = await audited(
      {
        ...{
          auditor,
          eventId: 'account-link',
          meta: { service, ownerRef, by },
        },
        said: linked => ({
          ...{ account: linked.record.name, isNew: String(linked.isNew) },
        }),
      },
      () => accounts.link(ownerRef, wish),
    );
    return isNew ? 'made' : compared(record);
  };
}
