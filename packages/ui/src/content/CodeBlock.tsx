import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { uiTranslationRef } from '../translation';
import styles from './CodeBlock.module.css';

/** Code to read and to copy; the result of copying is announced. @public */
export function CodeBlock(props: {
  code: string;
  language?: string;
  /** What it is, for the copy button and for screen readers. */
  label: string;
}) {
  const { t } = useTranslationRef(uiTranslationRef);
  const [result, setResult] = useState<'copied' | 'failed'>();

  const copy = () =>
    navigator.clipboard.writeText(props.code).then(
      () => setResult('copied'),
      () => setResult('failed'),
    );

  return (
    <figure className={styles.figure} aria-label={props.label}>
      <div className={styles.bar}>
        <Text as="span" color="secondary">
          {props.label}
        </Text>
        <span role="status">{result && t(`code.${result}`)}</span>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine aria-hidden="true" />}
          aria-label={`${t('code.copy')}: ${props.label}`}
          onPress={copy}
        >
          {t('code.copy')}
        </Button>
      </div>
      {/* Long lines scroll, so the block must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0} data-language={props.language}>
        <code>{props.code}</code>
      </pre>
    </figure>
  );
}
