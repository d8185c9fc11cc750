import { whoses, type Whose } from '@astrolabe/plugin-workloads-common';
import { Select } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useTranslate } from '../../hooks/useTranslate';

const USUAL: Whose = 'all';

/** Whose workloads a person looks for, which stands in the address. */
export function useWhose() {
  const [query, setQuery] = useSearchParams();
  const whose = whoses.find(known => known === query.get('whose')) ?? USUAL;
  const show = (wanted: string) =>
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        if (wanted === USUAL) after.delete('whose');
        else after.set('whose', wanted);
        return after;
      },
      { replace: true },
    );
  return { whose, show };
}

export function WhoseFilter() {
  const t = useTranslate();
  const { whose, show } = useWhose();
  return (
    <Select
      label={t('sharing.whose')}
      size="small"
      style={{ maxWidth: '16rem' }}
      options={whoses.map(value => ({
        value,
        label: t(`sharing.whoses.${value}`),
      }))}
      value={whose}
      onChange={key => show(String(key))}
    />
  );
}
