import type { DemoPerson } from '@astrolabe/plugin-communities-common';
import { useTierWords } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Text,
} from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import styles from './SignInPage.module.css';

/** One of the people that development sign-in offers, and what they may do. */
export function PersonCard(props: { person: DemoPerson; onChoose(): void }) {
  const { person, onChoose } = props;
  const { t } = useTranslationRef(appTranslationRef);
  const tierWords = useTierWords();
  return (
    <Card className={styles.person}>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {person.displayName}
        </Text>
        <Text as="p" color="secondary">
          {tierWords(person)}
        </Text>
      </CardHeader>
      <CardBody>
        <Text as="p">{t(`tierDoes.${person.tier}`)}</Text>
      </CardBody>
      <CardFooter>
        <Button onPress={onChoose}>
          {t('signIn.as', { name: person.displayName })}
        </Button>
      </CardFooter>
    </Card>
  );
}
