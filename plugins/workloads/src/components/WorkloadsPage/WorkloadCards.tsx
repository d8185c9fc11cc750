import { Facts, formatInstant, PlainList, useLocale } from '@astrolabe/ui';
import { Card, CardBody, Flex } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { AssetLink } from '../shared/AssetLink';
import { resourcesText, siteName } from '../shared/resources';
import type { ListProps } from './ListProps';
import { RowActions, RowName, RowState } from './rowParts';

/** Workloads where there is no room for columns. */
export function WorkloadCards(props: ListProps) {
  const { rows, assetTitles } = props;
  const t = useTranslate();
  const locale = useLocale();
  return (
    <PlainList label={t('list.tableLabel')}>
      {rows.map(row => (
        <li
          key={row.id}
          style={{
            minWidth: 0,
            marginInlineStart: row.isTask ? 'var(--bui-space-3)' : undefined,
          }}
        >
          <Card>
            <CardBody>
              <Flex direction="column" gap="2">
                <RowName {...props} row={row} isHeading />
                <RowState row={row} />
                <Facts
                  facts={[
                    {
                      name: t('list.from'),
                      value: (
                        <AssetLink
                          entityRef={row.workload.entityRef}
                          title={assetTitles[row.workload.entityRef]}
                        />
                      ),
                    },
                    {
                      name: t('list.site'),
                      value: siteName(row.workload.siteTitle, t),
                    },
                    {
                      name: t('list.resources'),
                      value: resourcesText(row.workload.resources, t, locale),
                    },
                    {
                      name: t('list.created'),
                      value: formatInstant(row.workload.createdAt, locale),
                    },
                  ]}
                />
                <RowActions {...props} row={row} />
              </Flex>
            </CardBody>
          </Card>
        </li>
      ))}
    </PlainList>
  );
}
