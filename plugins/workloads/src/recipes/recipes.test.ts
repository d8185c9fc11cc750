// @vitest-environment node
import { execFile, execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
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

  it('has the command for parameters and an array, but none for the rows of a file', () => {
    const request = {
      entityRef: 'aitool:default/jupyterlab',
      variant: 'batch',
      values: {},
      parameters: { TEXT: nasty },
    };
    const { cli } = launchRecipes({ ...request, array: { count: 3 } });
    const words = argumentsOf(cli!.slice(cli!.indexOf('astrolabe batch')));
    expect(words).toEqual([
      'astrolabe',
      'batch',
      'aitool:default/jupyterlab',
      ...['--variant', 'batch', '--param', `TEXT=${nasty}`, '--count', '3'],
    ]);
    const array = { rows: [{ SEED: '1' }] };
    expect(launchRecipes({ ...request, array })).not.toHaveProperty('cli');
  });

  it('says with which snapshot it begins', () => {
    const request = {
      entityRef: 'aitool:default/jupyterlab',
      values: {},
      fromSnapshot: 'of-mine',
    };
    const { cli, python, curl } = launchRecipes(request);
    expect(cli).toContain('--snapshot of-mine');
    expect(python).toContain('"fromSnapshot": "of-mine"');
    expect(curl).toContain('"fromSnapshot": "of-mine"');
  });

  it('sends with curl exactly the request of the form', () => {
    const request = {
      entityRef: 'aitool:default/jupyterlab',
      values: { general: { title: nasty }, hardware: { cpuCores: 2 } },
    };
    const words = argumentsOf(launchRecipes(request).curl);
    expect(words.slice(0, 4)).toEqual([
      'curl',
      '--fail-with-body',
      '--silent',
      '--show-error',
    ]);
    expect(JSON.parse(words[words.indexOf('--data-raw') + 1])).toEqual(request);
  });

  it('takes the values of secrets from the environment, and shows none', () => {
    const request = {
      entityRef: 'aitool:default/jupyterlab',
      values: { general: { title: nasty } },
    };
    const { curl, cli, python } = launchRecipes(request, ['api-key']);
    expect(cli).toContain('--secret api-key');
    expect(python).toContain(
      'launch["secrets"] = {"api-key": os.environ["API_KEY"]}',
    );
    // Shells in which `jq` and `curl` say what they were given.
    const words = execFileSync(
      '/bin/sh',
      [
        '-c',
        `jq() { printf '%s\\0' "$@"; }\ncurl() { cat; printf '%s\\0' "$@"; }\n${curl}`,
      ],
      { encoding: 'utf8' },
    ).split('\0');
    expect(words.slice(0, 3)).toEqual(['--null-input', '--argjson', 'launch']);
    expect(JSON.parse(words[3])).toEqual(request);
    expect(words[4]).toBe('$launch + {secrets: {"api-key": env.API_KEY}}');
    expect(words).toContain('@-');
    expect(words).not.toContain('--data-raw');
  });

  it('holds a key of its own in curl, so that the copied text launches once', () => {
    const request = { entityRef: 'aitool:default/jupyterlab', values: {} };
    const keys = [1, 2].map(() =>
      argumentsOf(launchRecipes(request).curl).find(word =>
        word.startsWith('Idempotency-Key: '),
      ),
    );
    expect(keys[0]).toMatch(/^Idempotency-Key: [0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('gives the CLI each value as one word', () => {
    const { cli } = launchRecipes({
      entityRef: 'aitool:default/jupyterlab',
      values: {
        general: { title: nasty, empty: undefined },
        hardware: { cpuCores: 2 },
        options: { extras: ["it's", 'b'], dark: false },
      },
      siteId: 'eu.north',
    });
    // A shell in which `npm` says what it was given.
    const said = execFileSync(
      '/bin/sh',
      ['-c', `npm() { printf '%s\\0' "$@"; }\n${cli}`],
      { encoding: 'utf8' },
    );
    expect(said.split('\0').slice(0, -1)).toEqual([
      ...['run', '--silent', 'astrolabe', '--'],
      'run',
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
    expect(cli).toMatch(/\nastrolabe call id-1 api \/$/);
  });

  it('leaves the address as it is where names are known', () => {
    const { python } = endpointRecipes('id-1', {
      name: 'api',
      title: 'API',
      url: 'https://x-api.apps.example.org/',
      ready: true,
    });
    expect(python).toContain('"https://x-api.apps.example.org/"');
    expect(python).not.toContain('"Host"');
  });

  it.skipIf(!hasPython())(
    'reaches from Python a name that only browsers resolve (needs python3)',
    async () => {
      const asked: IncomingMessage[] = [];
      const server = createServer((request, response) => {
        asked.push(request);
        response.end('{"token": "ast_1"}');
      });
      await new Promise<void>(listening => {
        server.listen(0, '127.0.0.1', listening);
      });
      const { port } = server.address() as AddressInfo;
      const { python } = endpointRecipes('id-1', {
        name: 'api',
        title: 'API',
        url: `http://x-api.apps.localhost:${port}/predict?a=1`,
        ready: true,
      });
      try {
        await promisify(execFile)('python3', ['-c', python], {
          env: {
            ...process.env,
            ASTROLABE_URL: `http://127.0.0.1:${port}`,
            ASTROLABE_TOKEN: 'mine',
          },
        });
      } finally {
        server.close();
      }
      expect(asked[1].url).toBe('/predict?a=1');
      expect(asked[1].headers).toMatchObject({
        host: `x-api.apps.localhost:${port}`,
        authorization: 'Bearer ast_1',
      });
    },
  );
});
