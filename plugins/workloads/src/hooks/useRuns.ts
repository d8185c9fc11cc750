import {
  ARRAY_MOST,
  OWN_PARAMETERS,
  PARAMETER_NAME,
  type LaunchRequest,
  type Parameters,
} from '@astrolabe/plugin-workloads-common';
import { useMemo, useState } from 'react';
import { useTranslate, type Translate } from './useTranslate';

/** How often something runs. */
export const runModes = ['one', 'count', 'rows'] as const;

export type RunMode = (typeof runModes)[number];

/** A line of the table of parameters; one without a name and value is none. */
export interface ParameterRow {
  /** For React. */
  key: number;
  name: string;
  value: string;
}

/** What a person has chosen. */
export interface Choice {
  rows: ParameterRow[];
  mode: RunMode;
  /** How many of the same; none while the field is empty. */
  count: number | undefined;
  table?: { name: string; rows: Parameters[] };
}

/** The parameters and how often it runs, what is wrong with them, and how the API wants them. */
export function useRuns() {
  const t = useTranslate();
  const [choice, setChoice] = useState<Choice>({
    rows: [],
    mode: 'one',
    count: 2,
  });
  const problems = useMemo(() => problemsOf(choice, t), [choice, t]);
  const asked = useMemo(() => askedOf(choice), [choice]);
  const change = (changes: Partial<Choice>) =>
    setChoice(before => ({ ...before, ...changes }));
  return {
    choice,
    change,
    asked,
    problems,
    isValid: Object.keys(problems).length === 0,
  };
}

function askedOf(choice: Choice): Pick<LaunchRequest, 'parameters' | 'array'> {
  const { mode, count, table } = choice;
  const given = choice.rows.filter(isGiven);
  return {
    ...(given.length > 0 && {
      parameters: Object.fromEntries(
        given.map(({ name, value }) => [name, value]),
      ),
    }),
    ...(mode === 'count' && count && { array: { count } }),
    ...(mode === 'rows' && table && { array: { rows: table.rows } }),
  };
}

function isGiven({ name, value }: ParameterRow): boolean {
  return name !== '' || value !== '';
}

/** By the key of a row, or the mode that is chosen. */
function problemsOf(
  { rows, mode, count, table }: Choice,
  t: Translate,
): Partial<Record<RunMode | number, string>> {
  const given = rows.filter(isGiven);
  const found = Object.fromEntries(
    given.flatMap(row => {
      const isTwice = given.find(({ name }) => name === row.name) !== row;
      const problem =
        nameProblem(row.name, t) ?? (isTwice ? t('runs.twice') : undefined);
      return problem ? [[row.key, problem]] : [];
    }),
  );
  if (mode === 'count' && !isPossible(count)) {
    return { ...found, count: t('runs.limit', { most: String(ARRAY_MOST) }) };
  }
  const wrong = mode === 'rows' && tableProblem(table, t);
  return wrong ? { ...found, rows: wrong } : found;
}

function nameProblem(name: string, t: Translate): string | undefined {
  if (!PARAMETER_NAME.test(name)) return t('runs.badName', { name });
  return OWN_PARAMETERS.includes(name)
    ? t('runs.ownName', { name })
    : undefined;
}

function isPossible(count: number | undefined): boolean {
  return Number.isInteger(count) && count! >= 1 && count! <= ARRAY_MOST;
}

function tableProblem(
  table: Choice['table'],
  t: Translate,
): string | undefined {
  if (!table) return t('runs.noFile');
  if (!isPossible(table.rows.length)) {
    return t('runs.tooMany', {
      rows: String(table.rows.length),
      most: String(ARRAY_MOST),
    });
  }
  return Object.keys(table.rows[0])
    .map(name => nameProblem(name, t))
    .find(Boolean);
}
