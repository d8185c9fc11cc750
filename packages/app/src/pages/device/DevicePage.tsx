import { PageFrame } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, TextField } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router-dom';
import { appTranslationRef } from '../../translation';
import { Approval } from './Approval';

/** Where a person lets a program in that shows them a code. */
export function DevicePage() {
  const { t } = useTranslationRef(appTranslationRef);
  const [params, setParams] = useSearchParams();
  const given = params.get('code') ?? '';
  const [code, setCode] = useState(given);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = code.trim();
    if (wanted) setParams({ code: wanted });
  };
  return (
    <PageFrame title={t('device.title')} subtitle={t('device.subtitle')}>
      <form onSubmit={submit}>
        <Flex direction="column" gap="3" style={{ maxWidth: '20rem' }}>
          <TextField
            label={t('device.code')}
            value={code}
            onChange={setCode}
            placeholder="BCDF-GHJK"
            maxLength={20}
            autoComplete="off"
          />
          <div>
            <Button type="submit" variant="secondary">
              {t('device.next')}
            </Button>
          </div>
        </Flex>
      </form>
      {given && <Approval key={given} code={given} />}
    </PageFrame>
  );
}
