import type { Workload } from '@astrolabe/plugin-workloads-common';
import { ButtonLink, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { deployPath } from '../../routes';
import { Facts } from '../shared/Facts';

/** What the person asked for, and the way to ask for it again. */
export function Values({ workload }: { workload: Workload }) {
  const t = useTranslate();
  const { entityRef, values, siteId } = workload.request;
  const asked = Object.entries(values).flatMap(([group, fields]) =>
    Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([field, value]) => ({
        name: `${group}.${field}`,
        value: (
          <span style={{ whiteSpace: 'pre-wrap' }}>
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </span>
        ),
      })),
  );
  const facts = siteId
    ? [...asked, { name: t('plan.where'), value: workload.siteTitle }]
    : asked;
  return (
    <>
      {facts.length > 0 ? (
        <Facts facts={facts} />
      ) : (
        <Text color="secondary">{t('detail.noValues')}</Text>
      )}
      <div>
        <ButtonLink
          href={deployPath(entityRef, workload.id)}
          variant="secondary"
        >
          {t('detail.relaunch')}
        </ButtonLink>
      </div>
    </>
  );
}
