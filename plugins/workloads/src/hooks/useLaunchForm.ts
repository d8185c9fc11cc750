import { translated } from '@astrolabe/plugin-assets-common';
import {
  renameFields,
  type FormSchema,
  type FormValues,
  type LaunchForm,
  type SnapshotDetail,
} from '@astrolabe/plugin-workloads-common';
import { useLocale } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { workloadsApiRef } from '../api';

/** The form of an asset in the person's language, and the values to begin with. */
export function useLaunchForm(
  entityRef: string,
  options: {
    from?: string | null;
    snapshot?: string | null;
    variant?: string | null;
  } = {},
) {
  const { from: fromWorkload, snapshot: fromSnapshot, variant } = options;
  const api = useApi(workloadsApiRef);
  const [loaded, setLoaded] = useState<{
    form: LaunchForm;
    initialValues: FormValues;
    initialSiteId: string | undefined;
    snapshot: SnapshotDetail | undefined;
  }>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    setLoaded(undefined);
    setError(undefined);
    if (!entityRef) return undefined;
    const load = async () => {
      try {
        const from = fromWorkload ? await api.get(fromWorkload) : undefined;
        const snapshot = fromSnapshot
          ? await api.snapshot(fromSnapshot)
          : undefined;
        const earlier = snapshot?.request ?? from?.request;
        const way = variant ?? earlier?.variant;
        const form = await api.getLaunchForm(entityRef, way);
        const initialValues = startValues(form, earlier?.values);
        const initialSiteId = from?.request.siteId;
        if (isCurrent) {
          setLoaded({ form, initialValues, initialSiteId, snapshot });
        }
      } catch (failure) {
        if (isCurrent) setError(failure);
      }
    };
    load();
    return () => {
      isCurrent = false;
    };
  }, [api, entityRef, fromWorkload, fromSnapshot, variant, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const locale = useLocale();
  const shown = useMemo(
    () => loaded && { ...loaded, form: translated(loaded.form, locale) },
    [loaded, locale],
  );
  return { ...shown, error, retry };
}

/**
 * The defaults with an earlier launch's values on top. Every group is there,
 * so that a missing field is reported as that field.
 */
function startValues(form: LaunchForm, earlier: FormValues = {}): FormValues {
  const values = renameFields(form.schema as FormSchema, earlier);
  const groups = Object.keys(form.schema.properties ?? {});
  return Object.fromEntries(
    groups.map(group => [group, { ...form.defaults[group], ...values[group] }]),
  );
}
