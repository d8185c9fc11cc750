import type { Account } from '@astrolabe/plugin-accounts-common';
import { Shares } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { accountsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';

/** With whom its owner shares a linked service. */
export function AccountSharing({ account }: { account: Account }) {
  const t = useTranslate();
  const api = useApi(accountsApiRef);
  const { id, title } = account;
  const thing = useMemo(
    () => ({
      list: () => api.shares(id),
      share: (wish: Parameters<typeof api.share>[1]) => api.share(id, wish),
      unshare: (shareId: string) => api.unshare(id, shareId),
    }),
    [api, id],
  );
  return (
    <Shares
      thing={thing}
      name={title}
      label={t('accounts.sharingNamed', { name: title })}
      texts={{
        about: t('accounts.sharingAbout'),
        end: t('accounts.sharingEnd'),
        roles: {
          view: t('accounts.roles.view'),
          use: t('accounts.roles.use'),
          manage: t('accounts.roles.manage'),
        },
      }}
    />
  );
}
