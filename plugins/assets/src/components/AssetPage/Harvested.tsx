import {
  harvestSources,
  type Asset,
  type HarvestedValue,
} from '@astrolabe/plugin-assets-common';
import { ExternalLink, Facts, safeHref } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate, type Translate } from '../../hooks/useTranslate';

/** Which values nobody has typed, and where each is from. */
export function Harvested({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { harvested = [] } = asset;
  if (harvested.length === 0) return null;
  const places = [...new Set(harvested.map(({ from }) => from))];
  return (
    <div>
      <Text as="h3" weight="bold">
        {t('harvest.title')}
      </Text>
      <Facts
        facts={places.map(from => ({
          name: placeText(from, t),
          value: (
            <Values values={harvested.filter(each => each.from === from)} />
          ),
        }))}
      />
    </div>
  );
}

function Values({ values }: { values: HarvestedValue[] }) {
  const t = useTranslate();
  const { url } = values[0];
  const text = values.map(({ field }) => fieldText(field, t)).join(', ');
  return safeHref(url) ? <ExternalLink href={url!}>{text}</ExternalLink> : text;
}

/** A file is called as it is. */
function placeText(from: string, t: Translate): string {
  const known = harvestSources.find(each => each === from);
  return known ? t(`harvest.from.${known}`) : from;
}

const fields = [
  ...(['authors', 'version', 'license', 'doi', 'createdAt'] as const),
  ...(['updatedAt', 'languages', 'sizeBytes', 'dependencies'] as const),
  ...(['image', 'used', 'citations'] as const),
];

const links = ['documentation', 'citation', 'zenodoDoi'] as const;

function fieldText(path: string, t: Translate): string {
  const field = fields.find(each => each === path);
  if (field) return t(`harvest.field.${field}`);
  const link = links.find(each => `links.${each}` === path);
  return link ? t(`link.${link}`) : path;
}
