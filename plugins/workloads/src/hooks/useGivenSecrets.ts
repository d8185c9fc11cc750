import type { LaunchForm } from '@astrolabe/plugin-workloads-common';
import { useState } from 'react';
import { useTranslate } from './useTranslate';

/** What a person fills in of a workload's secrets: in this page's memory until it is sent, and in nothing that is shown or copied. */
export function useGivenSecrets({ secrets: offered = [] }: LaunchForm) {
  const t = useTranslate();
  const [values, setValues] = useState<Record<string, string>>({});
  const [isAttempted, setAttempted] = useState(false);
  const missing = offered
    .filter(
      ({ name, isRequired, state }) =>
        !values[name] &&
        (isRequired || state === 'missing' || state === 'expired'),
    )
    .map(({ name }) => name);
  const given = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== ''),
  );
  return {
    offered,
    values,
    change: (name: string, value: string) =>
      setValues(before => ({ ...before, [name]: value })),
    /** Names of those without which it does not start, once that was tried. */
    problems: isAttempted ? missing : [],
    missing: missing.map(name => ({
      path: ['secrets', name],
      message: t('launchSecrets.needed'),
    })),
    attempt: () => setAttempted(true),
    /** Names of those that have to go with it, or do. */
    names: [...new Set([...missing, ...Object.keys(given)])],
    /** What is sent beside the form. */
    asked: Object.keys(given).length > 0 ? { secrets: given } : {},
  };
}
