import {
  auditOutcomes,
  type AuditOutcome,
} from '@astrolabe/plugin-communities-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, TextField } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';
import type { AuditView } from './useAuditQuery';

const ANY = 'any';

/** What is looked for; nothing is asked before one says so. */
export function Filters(props: {
  view: AuditView;
  onShow(view: AuditView): void;
}) {
  const { t } = useTranslationRef(appTranslationRef);
  const [view, setView] = useState(props.view);
  const change = (part: Partial<AuditView>) => setView({ ...view, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onShow({ ...view, cursor: undefined });
  };
  const fields = ['plugin', 'event', 'object'] as const;
  const days = ['from', 'until'] as const;
  return (
    <form role="search" className={styles.filters} onSubmit={submit}>
      <Select
        label={t('audit.whose')}
        options={[
          { value: 'mine', label: t('audit.mine') },
          { value: 'all', label: t('audit.all') },
        ]}
        value={view.all ? 'all' : 'mine'}
        onChange={key => change({ all: key === 'all' })}
      />
      {view.all && (
        <TextField
          label={t('audit.actor')}
          value={view.actor ?? ''}
          placeholder="user:default/ada"
          maxLength={255}
          onChange={actor => change({ actor: actor.trim() })}
        />
      )}
      {fields.map(name => (
        <TextField
          key={name}
          label={t(`audit.${name}`)}
          value={view[name] ?? ''}
          maxLength={64}
          onChange={value => change({ [name]: value.trim() })}
        />
      ))}
      <Select
        label={t('audit.outcome')}
        options={[
          { value: ANY, label: t('audit.anyOutcome') },
          ...auditOutcomes.map(value => ({
            value,
            label: t(`audit.${value}`),
          })),
        ]}
        value={view.outcome ?? ANY}
        onChange={key =>
          change({ outcome: key === ANY ? undefined : (key as AuditOutcome) })
        }
      />
      {days.map(name => (
        <TextField
          key={name}
          type={'date' as 'text'}
          label={t(`audit.${name}`)}
          value={view[name] ?? ''}
          onChange={value => change({ [name]: value })}
        />
      ))}
      <Button type="submit" variant="primary">
        {t('audit.search')}
      </Button>
    </form>
  );
}
