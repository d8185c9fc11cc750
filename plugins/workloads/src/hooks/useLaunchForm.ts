import { translated } from '@astrolabe/plugin-assets-common';
import {
  renameFields,
  type FormSchema,
  type FormValues,
  type LaunchForm,
} from '@astrolabe/plugin-workloads-common';
import { useLocale } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { workloadsApiRef } from '../api';

/** The form of an asset in the person's language, and the values to begin with. */
export function useLaunchForm(
  entityRef: string,
  options: { from?: string | null; variant?: string | null } = {},
) {
  const { from: fromWorkload, variant } = options;
  const api = useApi(workloadsApiRef);
  const [loaded, setLoaded] = useState<{
    form: LaunchForm;
    initialValues: FormValues;
    initialSiteId: string | undefined;
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
        const way = variant ?? from?.request.variant;
        const form = await api.getLaunchForm(entityRef, way);
        const initialValues = startValues(form, from?.request.values);
        const initialSiteId = from?.request.siteId;
        if (isCurrent) setLoaded({ form, initialValues, initialSiteId });
      } catch (failure) {
        if (isCurrent) setError(failure);
      }
    };
    load();
    return () => {
      isCurrent = false;
    };
  }, [api, entityRef, fromWorkload, variant, attempt]);

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
