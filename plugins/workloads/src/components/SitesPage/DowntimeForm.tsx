import type {
  DowntimeRequest,
  SiteCapacity,
} from '@astrolabe/plugin-workloads-common';
import { Button, Flex, Select, Text, TextField } from '@backstage/ui';
import { useId, useState, type FormEvent } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { siteName } from '../shared/resources';
import styles from './DowntimeForm.module.css';

const WHY_MOST = 500;

/** For operators: which site will be down, from when until when, and why. */
export function DowntimeForm(props: {
  sites: SiteCapacity[];
  onAnnounce(request: DowntimeRequest): Promise<boolean>;
}) {
  const { sites, onAnnounce } = props;
  const t = useTranslate();
  const [siteId, setSiteId] = useState(sites[0]?.siteId ?? '');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [why, setWhy] = useState('');
  const [isPending, setPending] = useState(false);
  const isComplete = siteId && from && until && why.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const [begin, end] = [from, until].map(toInstant);
    const isDone = await onAnnounce({ siteId, from: begin, until: end, why });
    setPending(false);
    if (!isDone) return;
    setFrom('');
    setUntil('');
    setWhy('');
  };

  return (
    <form onSubmit={submit} aria-label={t('downtime.form')}>
      <Flex direction="column" gap="3" align="start">
        <Select
          label={t('downtime.site')}
          style={{ minWidth: 'min(100%, 16rem)' }}
          options={sites.map(site => ({
            value: site.siteId,
            label: siteName(site.title, t),
          }))}
          value={siteId}
          onChange={key => setSiteId(String(key))}
        />
        <Flex gap="3" style={{ flexWrap: 'wrap' }}>
          <Moment label={t('downtime.from')} value={from} onChange={setFrom} />
          <Moment
            label={t('downtime.until')}
            value={until}
            onChange={setUntil}
          />
        </Flex>
        <TextField
          label={t('downtime.why')}
          style={{ width: 'min(100%, 32rem)' }}
          maxLength={WHY_MOST}
          value={why}
          onChange={setWhy}
        />
        <Text variant="body-small" color="secondary">
          {t('downtime.told')}
        </Text>
        <Button
          type="submit"
          variant="primary"
          isDisabled={!isComplete}
          isPending={isPending}
        >
          {t('downtime.announce')}
        </Button>
      </Flex>
    </form>
  );
}

/** A day and time where the person is; the browser's own field for it. */
function Moment(props: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const id = useId();
  return (
    <Flex direction="column" gap="1">
      <label htmlFor={id}>
        <Text variant="body-small">{props.label}</Text>
      </label>
      <input
        id={id}
        type="datetime-local"
        className={styles.moment}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </Flex>
  );
}

function toInstant(local: string): string {
  return new Date(local).toISOString();
}
