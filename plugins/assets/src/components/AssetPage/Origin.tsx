import type { Asset } from '@astrolabe/plugin-assets-common';
import { ExternalLink, Facts, safeHref, Section } from '@astrolabe/ui';
import { Harvested } from './Harvested';
import { useTranslate, type Translate } from '../../hooks/useTranslate';

/** Which file says all this, and where to change it. */
export function Origin({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { catalogue, source, location, format, editUrl, gated } = asset.origin;
  return (
    <Section title={t('overview.origin')}>
      <Facts
        facts={[
          { name: t('origin.source'), value: catalogue ?? source },
          {
            name: t(catalogue ? 'origin.page' : 'origin.location'),
            value: <ExternalLink href={location}>{location}</ExternalLink>,
          },
          {
            name: t('origin.format'),
            value: catalogue ? undefined : formatText(format, t),
          },
          {
            name: t('origin.files'),
            value:
              gated &&
              t(`origin.gates.${gated}`, { catalogue: catalogue ?? source }),
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
      <Harvested asset={asset} />
    </Section>
  );
}

function formatText(format: string, t: Translate): string {
  return format === 'astrolabe'
    ? t('origin.own')
    : t('origin.ai4', { version: format });
}
