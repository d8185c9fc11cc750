import {
  focusField,
  serverProblems,
  useFormLanguage,
  validateForm,
  type FieldProblem,
} from '@astrolabe/form';
import type {
  Project,
  ProjectTemplateInfo,
} from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useMemo, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { assetsApiRef } from '../../api';
import { saveFile } from '../../saveFile';
import { followNames } from './followNames';

/** How long one stops typing before the files are made anew. */
const PAUSE_MS = 400;

/** What a person fills in, what is wrong with it, and the files that it makes. */
export function useProject(
  template: ProjectTemplateInfo,
  initialValues: FormValues,
) {
  const { id, schema } = template;
  const api = useApi(assetsApiRef);
  const language = useFormLanguage();
  const [values, setValues] = useState(initialValues);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAttempted, setAttempted] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const found = useMemo(
    () => validateForm(schema, values, language),
    [schema, values, language],
  );
  const preview = usePreview(id, values, found.length === 0);
  const refused = useMemo(
    () => serverProblems(failure ?? preview.error),
    [failure, preview.error],
  );
  const shown = [
    ...found.filter(({ path }) => isAttempted || left.has(path.join('.'))),
    ...(found.length === 0 ? refused : []),
  ];

  const save = async () => {
    setAttempted(true);
    const [problem] = [...found, ...refused] as FieldProblem[];
    if (problem) {
      focusField(problem.path);
      return;
    }
    setSaving(true);
    setFailure(undefined);
    try {
      const blob = await api.projectZip(id, values);
      saveFile({ blob, fileName: `${preview.project?.name ?? id}.zip` });
    } catch (error) {
      setFailure(error);
    } finally {
      setSaving(false);
    }
  };

  return {
    values,
    problems: shown,
    isIncomplete: isAttempted && shown.length > 0,
    isSaving,
    project: preview.project,
    isStale: preview.isStale,
    /** What is the fault of no field. */
    error: refused.length > 0 ? undefined : failure ?? preview.error,
    change: (next: FormValues) => {
      setFailure(undefined);
      setValues(before => followNames(schema, before, next));
    },
    leave: (path: string) => setLeft(before => new Set(before).add(path)),
    save,
  };
}

/** The files of the values, when these rest; those of before until then. */
function usePreview(id: string, values: FormValues, isValid: boolean) {
  const api = useApi(assetsApiRef);
  const [asked, setAsked] = useState<FormValues>();
  const [answer, setAnswer] = useState<{
    of?: FormValues;
    project?: Project;
    error?: unknown;
  }>({});
  useDebounce(() => setAsked(isValid ? values : undefined), PAUSE_MS, [
    values,
    isValid,
  ]);
  useEffect(() => {
    if (!asked) return undefined;
    let isGone = false;
    api.makeProject(id, asked).then(
      project => !isGone && setAnswer({ of: asked, project }),
      error =>
        !isGone && setAnswer(({ project }) => ({ of: asked, project, error })),
    );
    return () => {
      isGone = true;
    };
  }, [api, id, asked]);
  const isCurrent = answer.of === values;
  return {
    project: answer.project,
    error: isCurrent ? answer.error : undefined,
    isStale: !isCurrent,
  };
}
