import { SchemaForm } from '@astrolabe/form';
import {
  fieldsOf,
  type AssetCheck,
  type AssetKind,
  type AssetProblem,
  type MetadataFormat,
} from '@astrolabe/plugin-assets-common';
import { Alert, Button, Flex } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { Findings } from './Findings';
import { formSchema } from './formSchema';
import { FromStandard } from './FromStandard';
import styles from './EditPage.module.css';
import { Propose, type Base } from './Propose';
import { Score } from './Score';
import { Source } from './Source';
import { forgetDraft, readDraft, useDraft } from './useDraft';
import { useEditing } from './useEditing';

/** A form without fields, in which what stands beside them stays as it is. */
const nothing = { type: 'object', properties: {} };

/** A metadata file as a form and as text, side by side. */
export function Editing(props: {
  initial: string;
  /** What has been made of that already. */
  begun?: string;
  /** Of the asset that it describes, if there is one. */
  kind?: AssetKind;
  /** Under which what is not saved is found again. */
  draftKey: string;
  /** The repository that it is of, if a change can be proposed to that. */
  base?: Base;
  /** Has the text read again. */
  onReload(): void;
}) {
  const { initial, draftKey, base } = props;
  const t = useTranslate();
  const [draft, setDraft] = useState(() => readDraft(draftKey));
  // What was left here is a change of what the file was then, which may not be known.
  const [commit, setCommit] = useState((draft ?? base)?.commit);
  const [saved, setSaved] = useState(initial);
  const editing = useEditing(draft?.text ?? props.begun ?? initial, props.kind);
  const isChanged = editing.text !== saved;
  useDraft(draftKey, { text: editing.text, commit, isChanged });
  const save = (next: string) => {
    setDraft(undefined);
    setSaved(next);
    if (next !== editing.text) editing.setText(next);
  };
  const { text, values, check, format, complete } = editing;
  const [goTo, setGoTo] = useState<{ offset: number }>();
  const schema = useSchema(editing);
  const problems = useProblems(editing);
  return (
    <SchemaForm
      label={t('edit.form')}
      schema={schema}
      values={values}
      problems={problems}
      onChange={editing.setValues}
      onLeave={() => {}}
      onSubmit={() => {}}
    >
      <Flex direction="column" gap="4" className={styles.beside}>
        {draft !== undefined && isChanged && (
          <Left
            onDiscard={() => {
              setCommit(base?.commit);
              save(initial);
            }}
          />
        )}
        <FormNote editing={editing} />
        {complete && <Score complete={complete} />}
        <Source
          text={text}
          fileName={
            format === 'own' ? `${editing.kind}.yaml` : 'ai4-metadata.yml'
          }
          isInvalid={!check.valid}
          isChanged={isChanged}
          goTo={goTo}
          onChange={editing.setText}
          onSaved={save}
        />
        {base && (
          <Propose
            {...{ base, commit }}
            text={text}
            isInvalid={!check.valid}
            onProposed={() => save(text)}
            onReload={() => {
              forgetDraft(draftKey);
              props.onReload();
            }}
          />
        )}
        <FromStandard isChanged={isChanged} onText={editing.setText} />
        <Findings
          check={check}
          onShow={problem => setGoTo({ offset: offsetOf(text, problem) })}
          onMend={editing.mend}
          onMendAll={editing.mendAll}
        />
      </Flex>
    </SchemaForm>
  );
}

type EditingState = ReturnType<typeof useEditing>;

/** The form; none where what is read is not what is written: a field would change something else. */
function useSchema({ format, values, others, hasForm }: EditingState): object {
  const t = useTranslate();
  const schema = useMemo(
    () => formSchema(format, { values, others, t }),
    // The vocabulary grows only by what a file says, not by each letter.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [format, JSON.stringify([values.finding, others]), t],
  );
  return hasForm ? schema : nothing;
}

/** Where in a text a problem is. */
function offsetOf(text: string, { line = 1, column = 1 }: AssetProblem) {
  const before = text.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  return start + column - 1;
}

/** What could not be written, and what is wrong. */
function useProblems({ lost, check, format }: EditingState) {
  const t = useTranslate();
  const unwritten = lost.map(({ group, id }) => ({
    path: [group, id],
    message: t('edit.lost'),
  }));
  return [...unwritten, ...problemsOf(check, format)];
}

/** What is wrong in a file, at the fields of the form. */
function problemsOf(check: AssetCheck, format: MetadataFormat) {
  const fields = fieldsOf(format);
  return check.problems.flatMap(({ pointer, message }) => {
    const found = fields.find(({ paths }) => {
      const place = `/${paths[format]!.join('/')}`;
      return pointer === place || pointer.startsWith(`${place}/`);
    });
    return found ? [{ path: [found.group, found.id], message }] : [];
  });
}

/** Says that the text is one that was left here. */
function Left({ onDiscard }: { onDiscard(): void }) {
  const t = useTranslate();
  return (
    <Alert
      status="info"
      title={t('edit.draft.title')}
      description={t('edit.draft.text')}
      customActions={
        <Button variant="secondary" onPress={onDiscard}>
          {t('edit.draft.discard')}
        </Button>
      }
    />
  );
}

/** Says why there is no form, and how it comes back. */
function FormNote({ editing }: { editing: EditingState }) {
  const t = useTranslate();
  if (editing.hasForm) return null;
  if (!editing.isReadable) {
    return (
      <Alert
        status="warning"
        title={t('edit.unreadable')}
        description={t('edit.unreadableText')}
      />
    );
  }
  return (
    <Alert
      status="info"
      title={t('edit.old.title')}
      description={t('edit.old.text')}
      customActions={
        <Button variant="primary" onPress={editing.migrate}>
          {t('edit.old.migrate')}
        </Button>
      }
    />
  );
}
