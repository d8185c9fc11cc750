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
  ProjectWish,
} from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { saveFile } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useMemo, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { assetsApiRef } from '../../api';
import { followNames } from './followNames';
import { useRememberLicence } from './useAuthor';

/** How long one stops typing before the files are made anew. */
const PAUSE_MS = 400;

/** What a person fills in, what is wrong with it, and the files that it makes. */
export function useProject(
  template: ProjectTemplateInfo,
  initialValues: FormValues,
  /** Where its repository will be, where that is known. */
  ownerUrl: string | undefined,
) {
  const { id, schema } = template;
  const api = useApi(assetsApiRef);
  const language = useFormLanguage();
  const rememberLicence = useRememberLicence();
  const [values, setValues] = useState(initialValues);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAttempted, setAttempted] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [mends, setMends] = useState(false);
  const complete = useMemo(
    () => withOwner(schema, values, ownerUrl),
    [schema, values, ownerUrl],
  );
  const found = useMemo(
    () => validateForm(schema, complete, language),
    [schema, complete, language],
  );
  const wish = useMemo(
    () => ({ template: id, values: complete, ...(mends && { mend: true }) }),
    [id, complete, mends],
  );
  const preview = usePreview(wish, found.length === 0);
  const refused = useMemo(
    () => serverProblems(failure ?? preview.error),
    [failure, preview.error],
  );
  const shown = [
    ...found.filter(({ path }) => isAttempted || left.has(path.join('.'))),
    ...(found.length === 0 ? refused : []),
  ];

  /** Leads to the first field that is wrong; true when none is. */
  const check = () => {
    setAttempted(true);
    const [problem] = [...found, ...refused] as FieldProblem[];
    if (problem) focusField(problem.path);
    else rememberLicence(template, complete);
    return !problem;
  };

  const save = async () => {
    if (!check()) return;
    setSaving(true);
    setFailure(undefined);
    try {
      const blob = await api.projectZip(wish);
      saveFile({ blob, fileName: `${preview.project?.name ?? id}.zip` });
    } catch (error) {
      setFailure(error);
    } finally {
      setSaving(false);
    }
  };

  return {
    values,
    /** With what need not be typed. */
    wish,
    setMends,
    problems: shown,
    isIncomplete: isAttempted && shown.length > 0,
    isSaving,
    project: preview.project,
    state: preview.state,
    retry: preview.retry,
    /** What is the fault of no field. */
    error: refused.length > 0 ? undefined : failure ?? preview.error,
    change: (next: FormValues) => {
      setFailure(undefined);
      setValues(before => followNames(schema, before, next));
    },
    leave: (path: string) => setLeft(before => new Set(before).add(path)),
    check,
    save,
  };
}

/** What the portal knows is left empty in the form: writing there would be into what one types. */
function withOwner(
  schema: ProjectTemplateInfo['schema'],
  values: FormValues,
  url: string | undefined,
): FormValues {
  const isAsked = schema.properties.people?.properties?.owner !== undefined;
  if (!url || !isAsked || values.people?.owner) return values;
  return { ...values, people: { ...values.people, owner: url } };
}

/** How the files that are shown stand to what is filled in. */
export type PreviewState = 'incomplete' | 'making' | 'current' | 'failed';

/** The files of a wish, when it rests; those of before until then. */
function usePreview(wish: ProjectWish, isValid: boolean) {
  const api = useApi(assetsApiRef);
  const [asked, setAsked] = useState<ProjectWish>();
  const [answer, setAnswer] = useState<{
    of?: ProjectWish;
    project?: Project;
    error?: unknown;
  }>({});
  const ask = () => setAsked(isValid ? { ...wish } : undefined);
  useDebounce(ask, PAUSE_MS, [wish, isValid]);
  useEffect(() => {
    if (!asked) return undefined;
    let isGone = false;
    api.makeProject({ ...asked, preview: true }).then(
      project => !isGone && setAnswer({ of: asked, project }),
      error =>
        !isGone && setAnswer(({ project }) => ({ of: asked, project, error })),
    );
    return () => {
      isGone = true;
    };
  }, [api, asked]);
  const isAnswered =
    asked !== undefined && answer.of === asked && isSame(asked, wish);
  return {
    project: answer.project,
    error: isAnswered ? answer.error : undefined,
    state: stateOf(),
    retry: ask,
  };

  function stateOf(): PreviewState {
    if (!isValid) return 'incomplete';
    if (!isAnswered) return 'making';
    return answer.error === undefined ? 'current' : 'failed';
  }
}

/** Of the same groups: what is filled in makes new ones. */
function isSame(one: ProjectWish, other: ProjectWish): boolean {
  return (
    one.mend === other.mend &&
    Object.keys(other.values).every(
      group => one.values[group] === other.values[group],
    )
  );
}
