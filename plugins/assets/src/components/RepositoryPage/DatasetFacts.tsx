import type {
  DatasetDescription,
  DatasetSummary,
} from '@astrolabe/plugin-assets-common';
import {
  ExternalLink,
  Facts,
  formatBytes,
  formatInstant,
  safeHref,
  useLocale,
} from '@astrolabe/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** What one wants to know of a dataset before it is fetched. */
export function DatasetFacts(props: {
  dataset: DatasetSummary & Partial<DatasetDescription>;
}) {
  const { dataset } = props;
  const t = useTranslate();
  const locale = useLocale();
  const { license, filesTotal, bytesTotal = 0, publishedAt } = dataset;
  const size = formatBytes(bytesTotal, locale);
  return (
    <Facts
      facts={[
        {
          name: t('repository.access'),
          value: t(`repository.accesses.${dataset.access}`),
        },
        {
          name: t('badge.license'),
          value:
            license &&
            (safeHref(license.url) ? (
              <ExternalLink href={license.url!}>{license.name}</ExternalLink>
            ) : (
              license.name
            )),
        },
        {
          name: t('repository.files'),
          value:
            filesTotal !== undefined &&
            t(
              dataset.sizeKnown === false
                ? 'repository.atLeast'
                : 'repository.filesOf',
              { count: filesTotal, size },
            ),
        },
        { name: t('fact.authors'), value: someOf(dataset.creators) },
        {
          name: t('repository.published'),
          value: publishedAt && formatInstant(publishedAt, locale),
        },
        { name: t('badge.version'), value: dataset.version },
        { name: t('repository.source'), value: dataset.source },
      ]}
    />
  );
}

function someOf(names: string[]): string {
  const shown = names.slice(0, 10).join('; ');
  return names.length > 10 ? `${shown}; …` : shown;
}
