import {
  DATASET_FORMAT,
  type FormValues,
  type LaunchForm,
  type LaunchRequest,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  serverProblems,
  useFormLanguage,
  validateForm,
  valueAt,
  type FieldProblem,
} from '@astrolabe/form';
import { newIdempotencyKey } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMemo, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import type { useGivenSecrets } from './useGivenSecrets';
import { useFollowChoice } from './useFollowChoice';
import { useTranslate } from './useTranslate';

interface LaunchOptions {
  form: LaunchForm;
  initialValues: FormValues;
  /** The site that is chosen at the beginning, if any is. */
  initialSiteId: string | undefined;
  /** What it begins with, if with a snapshot. */
  fromSnapshot?: string;
  /** What is asked beside the form, and whether it may be sent. */
  runs: {
    asked: Pick<LaunchRequest, 'parameters' | 'array'>;
    isValid: boolean;
  };
  secrets: Pick<
    ReturnType<typeof useGivenSecrets>,
    'asked' | 'missing' | 'attempt'
  >;
  onLaunched(workload: Workload): void;
  onProblems(problems: FieldProblem[]): void;
}

/**
 * What a person has filled in, what is wrong with it, and sending it.
 *
 * One idempotency key lasts as long as the visit: two clicks, or a second try
 * after a lost answer, are one workload.
 */
export function useLaunch(options: LaunchOptions) {
  const { form, secrets, onLaunched, onProblems } = options;
  const api = useApi(workloadsApiRef);
  const language = useLaunchLanguage();
  const [values, setValues] = useState(options.initialValues);
  const [siteId, setSiteId] = useState(options.initialSiteId);
  const follow = useFollowChoice(form, values);
  const { anywhere, request } = useRequests(form, {
    follow: follow.isOn,
    values,
    siteId,
    asked: options.runs.asked,
    fromSnapshot: options.fromSnapshot,
  });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAttempted, setAttempted] = useState(false);
  const [refused, setRefused] = useState<FieldProblem[]>([]);
  const [error, setError] = useState<unknown>();
  const [isLaunching, setLaunching] = useState(false);
  const busy = useRef(false);
  const [key] = useState(newIdempotencyKey);

  const found = useMemo(
    () => validateForm(form.schema, values, language),
    [form.schema, values, language],
  );
  const shown = useMemo(
    () => [
      ...found.filter(({ path }) => isAttempted || left.has(path.join('.'))),
      ...refused,
    ],
    [found, refused, isAttempted, left],
  );

  const isValid = found.length === 0 && options.runs.isValid;
  const change = (next: FormValues) => {
    setValues(next);
    setRefused(before => before.filter(p => isUnchanged(p, values, next)));
  };

  const chooseSite = (next: string | undefined) => {
    setSiteId(next);
    setRefused(before => before.filter(problem => !isOfSite(problem)));
  };

  const launch = async () => {
    if (busy.current) return;
    setAttempted(true);
    secrets.attempt();
    setError(undefined);
    setRefused([]);
    const lacking = [...found, ...secrets.missing];
    if (!isValid || lacking.length > 0) {
      onProblems(lacking);
      return;
    }
    busy.current = true;
    setLaunching(true);
    try {
      onLaunched(await api.launch({ ...request, ...secrets.asked }, key));
    } catch (failure) {
      const problems = serverProblems(failure);
      setRefused(problems);
      setError(failure);
      if (problems.length > 0) onProblems(problems);
      busy.current = false;
    } finally {
      setLaunching(false);
    }
  };

  return {
    request,
    anywhere,
    follow,
    isValid,
    isIncomplete: isAttempted && !(isValid && secrets.missing.length === 0),
    problems: shown.filter(problem => !isOfSite(problem)),
    siteProblem: shown.find(isOfSite)?.message,
    error,
    isLaunching,
    change,
    chooseSite,
    leave: (path: string) => setLeft(before => new Set([...before, path])),
    launch,
  };
}

/** What is launched, and what is asked beforehand: what each site says, whichever is chosen. */
function useRequests(
  { entityRef, variant }: LaunchForm,
  wanted: {
    values: FormValues;
    siteId: string | undefined;
    asked: Pick<LaunchRequest, 'parameters' | 'array'>;
    fromSnapshot: string | undefined;
    follow: boolean;
  },
): Record<'anywhere' | 'request', LaunchRequest> {
  const { values, siteId, asked, fromSnapshot, follow } = wanted;
  const anywhere = useMemo(
    () => ({
      entityRef,
      ...(variant && { variant }),
      values,
      ...asked,
      ...(fromSnapshot && { fromSnapshot }),
      ...(follow && { follow }),
    }),
    [entityRef, variant, values, asked, fromSnapshot, follow],
  );
  const request = useMemo(
    () => (siteId === undefined ? anywhere : { ...anywhere, siteId }),
    [anywhere, siteId],
  );
  return { anywhere, request };
}

/** Fields are in groups: their paths are longer. */
function isOfSite({ path }: FieldProblem): boolean {
  return path.length === 1 && path[0] === 'siteId';
}

/** What the server refused stands until that field is changed. */
function isUnchanged(
  { path }: FieldProblem,
  before: FormValues,
  after: FormValues,
): boolean {
  return (
    JSON.stringify(valueAt(before, path)) ===
    JSON.stringify(valueAt(after, path))
  );
}

/** Problems told as forms do, and what a dataset has to be. */
function useLaunchLanguage() {
  const t = useTranslate();
  const formats = useMemo(
    () => ({ [DATASET_FORMAT]: t('problem.dataset') }),
    [t],
  );
  return useFormLanguage(formats);
}
