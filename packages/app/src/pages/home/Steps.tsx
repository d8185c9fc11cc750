import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ButtonLink,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Text,
} from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import styles from './Home.module.css';
import { Section } from './Section';

const steps = [
  { id: 'step1', href: '/modules' },
  { id: 'step2', href: '/tools' },
  { id: 'step3', href: '/workloads' },
] as const;

/** The whole way, in three steps. */
export function Steps() {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <Section title={t('home.steps')}>
      <ol className={styles.cards}>
        {steps.map(({ id, href }) => (
          <li key={id}>
            <Card className={styles.card}>
              <CardHeader>
                <Text as="h3" variant="title-x-small" weight="bold">
                  {t(`home.${id}.title`)}
                </Text>
              </CardHeader>
              <CardBody>
                <Text as="p">{t(`home.${id}.text`)}</Text>
              </CardBody>
              <CardFooter>
                <ButtonLink
                  href={href}
                  variant={id === 'step1' ? 'primary' : 'secondary'}
                >
                  {t(`home.${id}.action`)}
                </ButtonLink>
              </CardFooter>
            </Card>
          </li>
        ))}
      </ol>
    </Section>
  );
}
