import type { Asset } from '@astrolabe/plugin-assets-common';
import { ExternalLink, Facts, safeHref, Section } from '@astrolabe/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** Which file says all this, and where to change it. */
export function Origin({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { source, location, format, editUrl } = asset.origin;
  return (
    <Section title={t('overview.origin')}>
      <Facts
        facts={[
          { name: t('origin.source'), value: source },
          {
            name: t('origin.location'),
            value: <ExternalLink href={location}>{location}</ExternalLink>,
          },
          {
            name: t('origin.format'),
            value:
              format === 'astrolabe'
                ? t('origin.own')
                : t('origin.ai4', { version: format }),
          },
          {
            name: t('origin.edit'),
            value: safeHref(editUrl) && (
              <ExternalLink href={editUrl!}>
                {t('origin.editLink')}
              </ExternalLink>
            ),
          },
        ]}
      />
    </Section>
  );
}
