import { Card, CardBody, Flex, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';

/** A part of a page with a heading that screen readers can go to. */
export function Section(props: {
  title: string;
  children: ReactNode;
  /** Beside the heading. */
  extra?: ReactNode;
}) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} style={{ minWidth: 0 }}>
      <Card>
        <CardBody>
          <Flex direction="column" gap="3">
            <Flex
              justify="between"
              align="center"
              gap="2"
              style={{ flexWrap: 'wrap' }}
            >
              <Text
                as="h2"
                variant="title-small"
                id={headingId}
                style={{ margin: 0 }}
              >
                {props.title}
              </Text>
              {props.extra}
            </Flex>
            {props.children}
          </Flex>
        </CardBody>
      </Card>
    </section>
  );
}
