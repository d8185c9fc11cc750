import { isDatasetSource } from '@astrolabe/plugin-workloads-common';
import { PageFrame } from '@astrolabe/ui';
import { Button, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';
import { DatasetFound } from './DatasetFound';
import { Found } from './Found';
import styles from './RepositoryPage.module.css';

/** Datasets of repositories: found by words, or by what names one; what is asked is in the address. */
export function RepositoryPage() {
  const t = useTranslate();
  const [params, setParams] = useSearchParams();
  const text = params.get('text') ?? '';
  const [typed, setTyped] = useState(text);
  const ask = (wanted: string, page = 1) => {
    setTyped(wanted);
    setParams({ text: wanted, ...(page > 1 && { page: String(page) }) });
  };

  return (
    <PageFrame
      title={t('repository.title')}
      subtitle={t('repository.subtitle')}
      breadcrumbs={[
        { label: t('kind.dataset.title'), href: listPath('dataset') },
      ]}
    >
      <form
        role="search"
        className={styles.bar}
        onSubmit={event => {
          event.preventDefault();
          if (typed.trim()) ask(typed.trim());
        }}
      >
        <TextField
          className={styles.search}
          label={t('repository.label')}
          description={t('repository.help')}
          maxLength={2048}
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit" isDisabled={!typed.trim()}>
          {t('repository.look')}
        </Button>
      </form>
      {text && isDatasetSource(text) && <DatasetFound source={text} />}
      {text && !isDatasetSource(text) && (
        <Found
          text={text.slice(0, 200)}
          page={Number(params.get('page') ?? 1) || 1}
          ask={ask}
        />
      )}
    </PageFrame>
  );
}
