import type { Parameters } from '@astrolabe/plugin-workloads-common';
import { ScrollRegion } from '@astrolabe/ui';
import { useTranslate } from '../../hooks/useTranslate';

const SHOWN = 5;

const cell = {
  padding: 'var(--bui-space-1) var(--bui-space-3)',
  textAlign: 'start',
  borderBlockEnd: '1px solid var(--bui-border-1)',
} as const;

/** The first rows of a table of parameters. */
export function RowsPreview({ rows }: { rows: Parameters[] }) {
  const t = useTranslate();
  const label = t('runs.preview', {
    shown: String(Math.min(SHOWN, rows.length)),
    total: String(rows.length),
  });
  const names = Object.keys(rows[0]);
  return (
    <ScrollRegion label={label}>
      <table style={{ borderCollapse: 'collapse' }}>
        <caption style={{ textAlign: 'start' }}>{label}</caption>
        <thead>
          <tr>
            {names.map(name => (
              <th key={name} scope="col" style={cell}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, index) => (
            <tr key={index}>
              {names.map(name => (
                <td key={name} style={cell}>
                  {row[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
