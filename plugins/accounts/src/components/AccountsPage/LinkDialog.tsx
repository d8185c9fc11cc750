import type {
  Account,
  LinkableService,
} from '@astrolabe/plugin-accounts-common';
import { FailureNote, FormDialog } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Select } from '@backstage/ui';
import { useState } from 'react';
import { accountsApiRef } from '../../api';
import { useLogin } from '../../hooks/useLogin';
import type { Offer } from '../../hooks/useOffer';
import { useTranslate, type Translate } from '../../hooks/useTranslate';
import { LoginWait } from './LoginWait';
import { ServiceFields } from './ServiceFields';

interface Props {
  services: LinkableService[];
  offer: Offer;
  /** One that is linked once more. */
  again?: Account;
  onLinked(): void;
  onClose(): void;
}

/** Which service, and what it needs to let one in. */
export function LinkDialog(props: Props) {
  const { services, offer, again, onLinked, onClose } = props;
  const t = useTranslate();
  const [id, setId] = useState(again?.service ?? firstOf(services, offer));
  const [given, setGiven] = useState<Record<string, string>>(
    again?.values ?? (offer.url ? { url: offer.url } : {}),
  );
  const [byHand, setByHand] = useState(false);
  const { login, error: loginError, begin } = useLogin(onLinked);
  const linking = useLinking(again, onLinked);
  const service = services.find(each => each.id === id);
  const canSignIn = Boolean(service?.login || service?.signIn);
  const isLogin = canSignIn && !byHand;
  const error = loginError ?? linking.error;
  const values = filledIn(service, given);

  const submit = () => {
    if (isLogin) begin(id, service?.signIn ? undefined : values.url ?? '');
    else linking.link(id, values);
  };

  return (
    <FormDialog
      title={again ? t('link.again', { name: again.title }) : t('link.title')}
      submitLabel={submitWord(t, isLogin, service)}
      isReady={login === undefined}
      isSending={linking.isAsking}
      onSubmit={submit}
      onClose={onClose}
    >
      {!again && (
        <Select
          label={t('link.service')}
          options={services.map(each => ({
            value: each.id,
            label: `${each.title} · ${t(`kind.${each.kind}`)}`,
          }))}
          value={id}
          onChange={key => {
            setId(String(key));
            setGiven({});
          }}
        />
      )}
      {login && <LoginWait url={login.url} />}
      {service && !login && (
        <ServiceFields
          form={service.form}
          only={isLogin ? askedOf(service) : undefined}
          values={given}
          onChange={setGiven}
        />
      )}
      {service && canSignIn && !login && (
        <Ways
          service={service}
          isLogin={isLogin}
          onOther={() => setByHand(isLogin)}
        />
      )}
      {error !== undefined && (
        <FailureNote title={t('link.failed')} error={error} />
      )}
    </FormDialog>
  );
}

/** Of a service at which one can sign in: that, or a password of one's own making. */
function Ways(props: {
  service: LinkableService;
  isLogin: boolean;
  onOther(): void;
}) {
  const { service, isLogin, onOther } = props;
  const t = useTranslate();
  const help = service.signIn
    ? t('link.signInWithHelp', { name: service.title })
    : t('link.signInHelp');
  return (
    <Flex direction="column" gap="2" align="start">
      {isLogin && <span>{help}</span>}
      <Button variant="tertiary" onPress={onOther}>
        {isLogin ? t('link.byHand') : t('link.byLogin')}
      </Button>
    </Flex>
  );
}

function useLinking(again: Account | undefined, onLinked: () => void) {
  const api = useApi(accountsApiRef);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>();
  const link = async (service: string, values: Record<string, string>) => {
    setAsking(true);
    setError(undefined);
    try {
      if (again) await api.relink(again.id, values);
      else await api.link({ service, values });
      onLinked();
    } catch (failure) {
      setError(failure);
    } finally {
      setAsking(false);
    }
  };
  return { link, isAsking, error };
}

/** What is asked before one signs in: where the service is, if it may be anywhere. */
function askedOf({ signIn }: LinkableService): string[] {
  return signIn ? [] : ['url'];
}

function submitWord(
  t: Translate,
  isLogin: boolean,
  service: LinkableService | undefined,
): string {
  if (!isLogin) return t('link.submit');
  return service?.signIn
    ? t('link.signInWith', { name: service.title })
    : t('link.signIn');
}

/** What the community offers first, where it can be linked. */
function firstOf(services: LinkableService[], { service }: Offer): string {
  const offered = services.find(({ id }) => id === service);
  return (offered ?? services[0])?.id ?? '';
}

/** Of the fields that this service has, those that are not empty. */
function filledIn(
  service: LinkableService | undefined,
  given: Record<string, string>,
): Record<string, string> {
  const known = Object.keys(service?.form.properties ?? {});
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => known.includes(name) && value !== '',
    ),
  );
}
