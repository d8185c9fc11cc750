import type { LaunchRequest } from '@astrolabe/plugin-workloads-common';
import { CLI, pythonLiteral, shellWord } from './quote';

/** The same request in the languages that people automate in. */
export interface Recipes {
  curl: string;
  cli?: string;
  python: string;
}

/**
 * How to launch this by program: exactly what the page would send.
 *
 * @param secrets names of those that go with it, whose values come from the
 *   environment and stand in no text and on no command line
 */
export function launchRecipes(
  request: LaunchRequest,
  secrets: string[] = [],
): Recipes {
  return {
    curl: curl(request, secrets),
    // Rows come from a file, which only the person has.
    ...(!hasRows(request) && { cli: cli(request, secrets) }),
    python: python(request, secrets),
  };
}

/** The variable of the environment that a secret's value comes from. */
function variableOf(secret: string): string {
  return secret.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

function curl(request: LaunchRequest, secrets: string[]): string {
  const json = JSON.stringify(request, null, 2);
  const values = secrets.map(
    name => `${JSON.stringify(name)}: env.${variableOf(name)}`,
  );
  const filter = `$launch + {secrets: {${values.join(', ')}}}`;
  const before =
    secrets.length > 0
      ? `jq --null-input --argjson launch ${shellWord(json)} ${shellWord(
          filter,
        )} | `
      : '';
  return `${before}${[
    'curl --fail-with-body --silent --show-error',
    '--request POST "$ASTROLABE_URL/api/workloads/v1/workloads"',
    '--header "Authorization: Bearer $ASTROLABE_TOKEN"',
    "--header 'Content-Type: application/json'",
    `--header 'Idempotency-Key: ${newKey()}'`,
    before ? '--data-binary @-' : `--data-raw ${shellWord(json)}`,
  ].join(' \\\n  ')}`;
}

/**
 * Written out, since not every shell has a program that makes one: whoever runs
 * the copied text twice launches once. By hand, because `crypto.randomUUID` is
 * only there on https and localhost.
 */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function hasRows({ array }: LaunchRequest): boolean {
  return array !== undefined && 'rows' in array;
}

function cli(request: LaunchRequest, secrets: string[]): string {
  const { entityRef, values, siteId, fromSnapshot, follow } = request;
  const settings = Object.entries(values).flatMap(([group, fields]) =>
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(
        ([field, value]) =>
          `--set ${shellWord(`${group}.${field}=${cliValue(value)}`)}`,
      ),
  );
  const site = siteId === undefined ? [] : [`--site ${shellWord(siteId)}`];
  const runs = runOptions(request);
  const command = runs.length > 0 ? 'batch' : 'run';
  const words = [
    `${CLI}astrolabe ${command} ${shellWord(entityRef)}`,
    ...site,
    ...(fromSnapshot ? [`--snapshot ${shellWord(fromSnapshot)}`] : []),
    ...(follow ? ['--follow'] : []),
    ...runs,
    ...secrets.map(name => `--secret ${shellWord(name)}`),
  ];
  return [...words, ...settings].join(' \\\n  ');
}

/** What only `astrolabe batch` takes. */
function runOptions({ variant, parameters, array }: LaunchRequest): string[] {
  const given = Object.entries(parameters ?? {});
  const params = given.map(
    ([name, value]) => `--param ${shellWord(`${name}=${value}`)}`,
  );
  const count = array && 'count' in array ? [`--count ${array.count}`] : [];
  if (params.length + count.length === 0) return [];
  const way = variant ? [`--variant ${shellWord(variant)}`] : [];
  return [...way, ...params, ...count];
}

/** The CLI reads a text as it stands, and everything else as JSON, by the form's schema. */
function cliValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function python(request: LaunchRequest, secrets: string[]): string {
  const values = secrets.map(
    name =>
      `${pythonLiteral(name)}: os.environ[${pythonLiteral(variableOf(name))}]`,
  );
  const given =
    secrets.length > 0 ? `launch["secrets"] = {${values.join(', ')}}\n` : '';
  return `import json
import os
import urllib.request
import uuid

launch = ${pythonLiteral(request)}
${given}request = urllib.request.Request(
    os.environ["ASTROLABE_URL"] + "/api/workloads/v1/workloads",
    method="POST",
    headers={
        "Authorization": "Bearer " + os.environ["ASTROLABE_TOKEN"],
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid.uuid4()),
    },
    data=json.dumps(launch).encode(),
)
with urllib.request.urlopen(request) as response:
    print(json.load(response)["id"])
`;
}
