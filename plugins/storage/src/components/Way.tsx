import { Button, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../hooks/useTranslate';

/** Where one is, and the way back. */
export function Way(props: { path: string; onGo(path: string): void }) {
  const t = useTranslate();
  const names = props.path.split('/').filter(Boolean);
  const steps = [
    { name: t('page.root'), path: '' },
    ...names.map((name, index) => ({
      name,
      path: names.slice(0, index + 1).join('/'),
    })),
  ];
  return (
    <nav aria-label={t('page.way')}>
      <Flex gap="1" align="center" style={{ flexWrap: 'wrap' }}>
        {steps.map(({ name, path }) =>
          path === props.path ? (
            <Text
              key={path}
              aria-current="location"
              weight="bold"
              style={{ overflowWrap: 'anywhere' }}
            >
              {name}
            </Text>
          ) : (
            <Button
              key={path}
              size="small"
              variant="tertiary"
              onPress={() => props.onGo(path)}
            >
              {`${name} /`}
            </Button>
          ),
        )}
      </Flex>
    </nav>
  );
}
