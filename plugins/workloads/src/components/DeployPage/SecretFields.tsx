import { useFormLanguage } from '@astrolabe/form';
import type { LaunchSecret } from '@astrolabe/plugin-workloads-common';
import { Section } from '@astrolabe/ui';
import { ButtonLink, PasswordField, Text } from '@backstage/ui';
import type { useGivenSecrets } from '../../hooks/useGivenSecrets';
import { useTranslate } from '../../hooks/useTranslate';

type Given = ReturnType<typeof useGivenSecrets>;

/** Values that go to this workload alone. */
export function SecretFields({ given }: { given: Given }) {
  const t = useTranslate();
  const { offered } = given;
  if (offered.length === 0) return null;
  const isAnyKept = offered.some(({ from }) => from);
  return (
    <Section title={t('launchSecrets.title')}>
      <Text color="secondary">{t('launchSecrets.text')}</Text>
      {offered.map(secret => (
        <SecretField key={secret.name} secret={secret} given={given} />
      ))}
      {isAnyKept && (
        <ButtonLink
          href="/secrets"
          variant="secondary"
          style={{ alignSelf: 'start' }}
        >
          {t('launchSecrets.page')}
        </ButtonLink>
      )}
    </Section>
  );
}

function SecretField({
  secret,
  given,
}: {
  secret: LaunchSecret;
  given: Given;
}) {
  const t = useTranslate();
  const { t: ofForm } = useFormLanguage();
  const { name, title, from, state = 'ready', isRequired } = secret;
  const isInvalid = given.problems.includes(name);
  return (
    // How the page finds it to put the focus there.
    <div data-field={`form.secrets.${name}`}>
      <PasswordField
        label={title ?? name}
        description={
          from
            ? t(`launchSecrets.${state}`, { secret: from })
            : t('launchSecrets.needed')
        }
        secondaryLabel={isRequired ? ofForm('field.required') : undefined}
        size="medium"
        autoComplete="new-password"
        validationBehavior="aria"
        isRequired={isRequired}
        isInvalid={isInvalid}
        value={given.values[name] ?? ''}
        onChange={value => given.change(name, value)}
      />
    </div>
  );
}
