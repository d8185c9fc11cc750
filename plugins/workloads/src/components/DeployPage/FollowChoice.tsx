import { Checkbox, Flex, Text } from '@backstage/ui';
import type { useLaunch } from '../../hooks/useLaunch';
import { useTranslate } from '../../hooks/useTranslate';

/** Whether what is launched goes on with newer versions of its module. */
export function FollowChoice({
  launch: { follow },
}: {
  launch: Pick<ReturnType<typeof useLaunch>, 'follow'>;
}) {
  const t = useTranslate();
  if (!follow.isOffered) return null;
  return (
    <Flex direction="column" gap="1" align="start">
      <Checkbox
        isSelected={follow.isOn}
        isDisabled={!follow.isPossible}
        onChange={follow.set}
      >
        {t('follow.choice')}
      </Checkbox>
      <Text color="secondary">
        {t(follow.isPossible ? 'follow.choiceHint' : 'follow.chosen')}
      </Text>
    </Flex>
  );
}
