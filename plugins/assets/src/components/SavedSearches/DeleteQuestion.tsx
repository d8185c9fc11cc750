import { Button, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** Asks before a saved search is deleted. */
export function DeleteQuestion(props: {
  name: string;
  isSending: boolean;
  onDelete(): void;
  onCancel(): void;
}) {
  const t = useTranslate();
  return (
    <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
      <div style={{ flex: '1 1 10rem', overflowWrap: 'anywhere' }}>
        <Text>{t('saved.deleteQuestion', { name: props.name })}</Text>
      </div>
      <Button
        size="small"
        destructive
        loading={props.isSending}
        onPress={props.onDelete}
      >
        {t('saved.deleteNow')}
      </Button>
      <Button
        variant="secondary"
        size="small"
        onPress={props.onCancel}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- who pressed a button here goes on here
        autoFocus
      >
        {t('saved.cancel')}
      </Button>
    </Flex>
  );
}
