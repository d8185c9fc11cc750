// @vitest-environment node
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { launchRecipes } from './launch';
import { endpointRecipes } from './endpoint';
import { pythonLiteral, shellWord } from './quote';

const nasty = `"}}; \${HOME} $(id) \`id\` 'quoted' \\ "double"\nnext line\t!%`;

/** What a real shell makes of words. */
function throughShell(...words: string[]): string[] {
  const line = `printf '%s\\0' ${words.join(' ')}`;
  const out = execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' });
  return out.split('\0').slice(0, -1);
}

/** The text of a shell command, as the arguments that a program would be given. */
function argumentsOf(command: string): string[] {
  const [, ...words] = throughShell(`x ${command}`);
  return words;
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
}

describe('copying as a program', () => {
  it('gives a shell the text that a person typed, whatever it is', () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme' }).filter(text => !text.includes('\0')),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(texts, typed => {
        expect(throughShell(...typed.map(shellWord))).toEqual(typed);
      }),
      { numRuns: 25 },
    );
  });

  it('sends with curl exactly the request of the form', () => {
    const request = {
      entityRef: 'aitool:default/jupyterlab',
      values: { general: { title: nasty }, hardware: { cpuCores: 2 } },
    };
    const words = argumentsOf(
      launchRecipes(request).curl.replace('$(uuidgen)', 'a-key'),
    );
    expect(words.slice(0, 4)).toEqual([
      'curl',
      '--fail-with-body',
      '--silent',
      '--show-error',
    ]);
    expect(JSON.parse(words[words.indexOf('--data-raw') + 1])).toEqual(request);
  });

  it('gives the CLI each value as one word', () => {
    const words = argumentsOf(
      launchRecipes({
        entityRef: 'aitool:default/jupyterlab',
        values: {
          general: { title: nasty, empty: undefined },
          hardware: { cpuCores: 2 },
          options: { extras: ["it's", 'b'], dark: false },
        },
        siteId: 'eu.north',
      }).cli!,
    );
    expect(words).toEqual([
      'astrolabe',
      'deploy',
      'aitool:default/jupyterlab',
      '--site',
      'eu.north',
      '--set',
      `general.title=${nasty}`,
      '--set',
      'hardware.cpuCores=2',
      '--set',
      'options.extras=["it\'s","b"]',
      '--set',
      'options.dark=false',
    ]);
  });

  it.skipIf(!hasPython())(
    'means the same to Python (needs python3 on this machine)',
    () => {
      const value = {
        text: nasty,
        accents: 'ñ 😀 \u2028 \u0000',
        yes: true,
        no: false,
        nothing: null,
        list: [1, 2.5, []],
        map: {},
      };
      const read = execFileSync(
        'python3',
        [
          '-c',
          'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))',
        ],
        { input: pythonLiteral(value), encoding: 'utf8' },
      );
      expect(JSON.parse(read)).toEqual(value);
    },
  );

  it('calls an endpoint with its own token, not with the portal’s', () => {
    const { curl, cli, python } = endpointRecipes('id-1', {
      name: 'api',
      title: 'API',
      url: "http://x-api.apps.localhost:7008/?q='a'",
      ready: true,
    });
    expect(curl).toContain(
      '/api/workloads/v1/workloads/id-1/endpoints/api/ticket',
    );
    expect(curl.split('\n').at(-1)).toBe(
      `curl --header "Authorization: Bearer $TOKEN" 'http://x-api.apps.localhost:7008/?q='\\''a'\\'''`,
    );
    expect(python).toContain('"Authorization": "Bearer " + token');
    expect(cli).toBe('astrolabe call id-1 api /');
  });
});
