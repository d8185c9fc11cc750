import { CodeBlock, saveFile, Section } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import type { MadeFile } from './useTemplate';

/** What was made, to look at and to take away. */
export function Made(props: { files: MadeFile[] }) {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <Section title={t('create.made')}>
      <Text as="p">{t('create.madeText')}</Text>
      {props.files.map(file => (
        <div key={file.name}>
          <CodeBlock label={file.name} code={file.text} />
          <Button
            variant="secondary"
            onPress={() => save(file)}
            aria-label={t('create.saveOf', { file: file.name })}
          >
            {t('create.save')}
          </Button>
        </div>
      ))}
    </Section>
  );
}

/** As plain text, so that a browser never opens it as a page. */
function save({ name, text }: MadeFile): void {
  saveFile({ blob: new Blob([text], { type: 'text/plain' }), fileName: name });
}
