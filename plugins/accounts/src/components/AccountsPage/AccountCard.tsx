import {
  accountNeeds,
  type Account,
  type AccountDeed,
  type AccountHealth,
  type LinkableService,
} from '@astrolabe/plugin-accounts-common';
import { isSharedFor } from '@astrolabe/plugin-communities-common';
import {
  Facts,
  formatInstant,
  SharedBadge,
  StatusBadge,
  useLocale,
} from '@astrolabe/ui';
import { Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import type { User } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { UserLinks } from '../UserLinks';
import styles from './AccountsPage.module.css';
import { AccountSharing } from './AccountSharing';

const tones = {
  working: 'good',
  failing: 'bad',
  expired: 'bad',
  unknown: 'neutral',
} as const satisfies Record<AccountHealth['state'], string>;

/** One linked service: whose, whether it works, since when and why not, and what to do. */
export function AccountCard(props: {
  account: Account;
  service?: LinkableService;
  /** Workloads that are not over; undefined while they are not known. */
  users?: readonly User[];
  isBusy: boolean;
  onVerify(): void;
  onRelink(): void;
  onUnlink(): void;
}) {
  const { account, isBusy } = props;
  const t = useTranslate();
  const name = account.title;
  const [isSharing, setSharing] = useState(false);
  const may = (deed: AccountDeed) => isSharedFor(account, accountNeeds[deed]);
  // Nobody signs in for another.
  const mayRelink = may('relink') && !(account.shared && account.signedIn);
  return (
    <li>
      <Card>
        <CardBody>
          <Flex direction="column" gap="3">
            <Text as="h2" variant="title-x-small" className={styles.name}>
              {name}
            </Text>
            <SharedBadge thing={account} />
            <Health {...account.health} />
            <AccountFacts {...props} />
            <Flex gap="2" style={{ flexWrap: 'wrap' }}>
              {may('verify') && (
                <Button
                  variant="secondary"
                  aria-label={t('accounts.verifyNamed', { name })}
                  isPending={isBusy}
                  onPress={props.onVerify}
                >
                  {t('accounts.verify')}
                </Button>
              )}
              {mayRelink && (
                <Button
                  variant="secondary"
                  aria-label={t('accounts.relinkNamed', { name })}
                  isDisabled={isBusy || !props.service}
                  onPress={props.onRelink}
                >
                  {t('accounts.relink')}
                </Button>
              )}
              {may('share') && (
                <Button
                  variant="secondary"
                  aria-expanded={isSharing}
                  aria-label={t('accounts.sharingNamed', { name })}
                  onPress={() => setSharing(is => !is)}
                >
                  {t('accounts.sharing')}
                </Button>
              )}
              {may('unlink') && (
                <Button
                  variant="secondary"
                  destructive
                  aria-label={t('accounts.unlinkNamed', { name })}
                  isDisabled={isBusy}
                  onPress={props.onUnlink}
                >
                  {t('accounts.unlink')}
                </Button>
              )}
            </Flex>
            {isSharing && <AccountSharing account={account} />}
          </Flex>
        </CardBody>
      </Card>
    </li>
  );
}

/** In the person's language why; the service's own sentence is its evidence. */
function Health({ state, trouble, reason }: AccountHealth) {
  const t = useTranslate();
  return (
    <Flex direction="column" gap="1" align="start">
      <StatusBadge tone={tones[state]}>{t(`health.${state}`)}</StatusBadge>
      {trouble && <Text>{t(`trouble.${trouble}`)}</Text>}
      {reason && (
        <Text
          variant="body-small"
          color="secondary"
          lang="en"
          className={styles.name}
        >
          {reason}
        </Text>
      )}
    </Flex>
  );
}

function AccountFacts(props: {
  account: Account;
  service?: LinkableService;
  users?: readonly User[];
}) {
  const { account, service } = props;
  const users = props.users?.filter(({ accounts }) =>
    accounts?.includes(account.id),
  );
  const t = useTranslate();
  const locale = useLocale();
  const { checkedAt } = account.health;
  const when = (iso?: string) => iso && formatInstant(iso, locale);
  return (
    <Facts
      facts={[
        {
          name: t('accounts.service'),
          value: `${service?.title ?? account.service} · ${t(
            `kind.${account.kind}`,
          )}`,
        },
        { name: t('accounts.address'), value: account.url },
        { name: t('accounts.user'), value: account.user },
        {
          name: t('accounts.how'),
          value: account.signedIn && t('accounts.signedIn'),
        },
        { name: t('accounts.fingerprint'), value: account.fingerprint },
        {
          name: t('accounts.checked'),
          value: when(checkedAt) ?? t('accounts.never'),
        },
        { name: t('accounts.expires'), value: when(account.expiresAt) },
        { name: t('accounts.linked'), value: when(account.linkedAt) },
        {
          name: t('accounts.usedBy'),
          value: users && users.length > 0 && <UserLinks users={users} />,
        },
      ]}
    />
  );
}
