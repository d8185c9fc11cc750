import type { Asset } from '@astrolabe/plugin-assets-common';
import { DataTable, Section } from '@astrolabe/ui';
import { Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

const SHOWN = 20;

/** The packages that it is made of, with their versions. */
export function Packages({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const { dependencies = [] } = asset.spec;
  if (dependencies.length === 0) return null;
  const shown = dependencies.slice(0, SHOWN);
  return (
    <Section title={t('harvest.madeOf')}>
      <DataTable label={t('harvest.madeOfAll')}>
        <thead>
          <tr>
            <th scope="col">{t('harvest.package')}</th>
            <th scope="col">{t('harvest.version')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, version, purl }, at) => (
            // One may be there twice, under conditions.
            <tr key={`${at} ${purl ?? name}`}>
              <th scope="row">{name}</th>
              <td>{version ?? t('harvest.anyVersion')}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {dependencies.length > shown.length && (
        <Text as="p" color="secondary">
          {t('list.shown', {
            shown: String(shown.length),
            total: String(dependencies.length),
          })}
        </Text>
      )}
    </Section>
  );
}
