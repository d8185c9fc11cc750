import type {
  WorkloadLifetime,
  WorkloadSpec,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';

/** What a sample does, and with what arguments. @public */
export type SampleProgram =
  | { name: 'serve' }
  | { name: 'fail'; code: number }
  | { name: 'repeat'; text: string }
  | { name: 'chat'; lines: number }
  | { name: 'leave' }
  | { name: 'keep' }
  | { name: 'work' }
  | { name: 'missing' };

/**
 * Workloads of known behaviour, in terms that one engine can run.
 *
 * @public
 */
export interface EngineSamples {
  /** Answers on its endpoint `web` until it is stopped; wants the header `x-key`. */
  server(lifetime?: Partial<WorkloadLifetime>): WorkloadSpec;
  /** Says `something went wrong` and ends with this exit code. */
  failing(code: number): WorkloadSpec;
  /** Writes the text as it got it, as `{ argument, environment, file }` in JSON, and ends. */
  repeating(text: string): WorkloadSpec;
  /** Writes so many numbered lines of 64 bytes, and ends. */
  chatty(lines: number): WorkloadSpec;
  /** Leaves `artefacts/one.txt` (`first`), `artefacts/deep/two.bin` (3 MB of `ü`) and links to other places, and ends. */
  leaving(): WorkloadSpec;
  /**
   * Leaves `kept/notes.txt` (`first`), `kept/data.bin` (1 MB), a link, and its
   * secret in `kept/secret.txt`; then answers as `server` does. Where notes are
   * there before, it says `found first` and which of `kept` there are.
   */
  keeping(): WorkloadSpec;
  /** Keeps a core busy and holds 100 MiB of memory, until it is stopped. */
  working(): WorkloadSpec;
  /** Its program is not there. */
  missing(): WorkloadSpec;
  /** Wants more than any machine has. */
  huge(): WorkloadSpec;
}

/** What means something to shells, templates and Nomad. */
export const oddText =
  "\"}}; ${HOME} $(touch /tmp/owned) `id` 'quoted' \\n\nsecond line ${{ user.name }} ü😀";

const MIB = 1024 ** 2;

/**
 * Samples whose main task is what `task` makes of a program.
 *
 * @public
 */
export function createSamples(
  task: (program: SampleProgram) => Partial<WorkloadTask>,
): EngineSamples {
  const main = (program: SampleProgram): WorkloadTask => ({
    name: 'main',
    role: 'main',
    resources: { cpuCores: 0.1, memoryBytes: 128 * MIB, diskBytes: MIB },
    ...task(program),
  });
  const batch = (program: SampleProgram): WorkloadSpec => ({
    tasks: [main(program)],
    lifetime: { kind: 'batch', restarts: 0 },
  });
  const service = (
    program: SampleProgram,
    lifetime: Partial<WorkloadLifetime> = {},
  ): WorkloadSpec => ({
    tasks: [
      {
        ...main(program),
        env: {
          PORT: { parts: [{ port: 'web' }] },
          HOST: { parts: [{ host: 'listen' }] },
          KEY: { parts: [{ secret: 'key' }] },
          WORK: { parts: [{ folder: 'work' }] },
        },
        ports: [{ name: 'web' }],
        health: { port: 'web', path: '/' },
      },
    ],
    endpoints: [
      {
        name: 'web',
        title: 'Web',
        port: 'web',
        protocol: 'http',
        access: 'owner',
        forwardHeaders: { 'x-key': { parts: [{ secret: 'key' }] } },
      },
    ],
    secrets: [{ name: 'key' }],
    lifetime: { kind: 'service', ...lifetime },
  });
  return {
    server: lifetime => service({ name: 'serve' }, lifetime),
    keeping: () => {
      const spec = service({ name: 'keep' });
      spec.tasks[0].resources.diskBytes = 16 * MIB;
      return spec;
    },
    failing: code => batch({ name: 'fail', code }),
    repeating: text => {
      const spec = batch({ name: 'repeat', text });
      spec.tasks[0].env = { TEXT: text };
      spec.tasks[0].files = [{ path: 'text.txt', content: text }];
      spec.tasks[0].command!.push({ parts: [{ folder: 'work' }] });
      return spec;
    },
    chatty: lines => batch({ name: 'chat', lines }),
    leaving: () => {
      const spec = batch({ name: 'leave' });
      spec.tasks[0].env = { WORK: { parts: [{ folder: 'work' }] } };
      return spec;
    },
    working: () => {
      const spec = batch({ name: 'work' });
      Object.assign(spec.tasks[0].resources, {
        cpuCores: 1,
        memoryBytes: 512 * MIB,
      });
      return spec;
    },
    missing: () => batch({ name: 'missing' }),
    huge: () => {
      const spec = batch({ name: 'serve' });
      spec.tasks[0].resources.memoryBytes = 4 * 1024 ** 4;
      return spec;
    },
  };
}

const serve = `require('node:http').createServer((request, response) => {
      const isKnown = request.headers['x-key'] === process.env.KEY;
      response.end(JSON.stringify({ isKnown, pid: process.pid }));
    }).listen(Number(process.env.PORT), process.env.HOST, () => console.log('listening'));
    process.on('SIGTERM', () => process.exit(0));`;

const scripts: Record<
  Exclude<SampleProgram['name'], 'missing'>,
  { code: string; args(program: SampleProgram): string[] }
> = {
  serve: {
    code: serve,
    args: () => [],
  },
  fail: {
    code: `console.error('something went wrong'); process.exitCode = Number(process.argv[1]);`,
    args: program => ('code' in program ? [String(program.code)] : []),
  },
  repeat: {
    code: `const [, argument, folder] = process.argv;
    const file = require('node:fs').readFileSync(folder + '/text.txt', 'utf8');
    console.log(JSON.stringify({ argument, environment: process.env.TEXT, file }));`,
    args: program => ('text' in program ? [program.text] : []),
  },
  leave: {
    code: `const fs = require('node:fs');
    process.chdir(process.env.WORK); // An image may begin elsewhere.
    fs.mkdirSync('artefacts/deep', { recursive: true });
    fs.writeFileSync('artefacts/one.txt', 'first');
    fs.writeFileSync('artefacts/deep/two.bin', 'ü'.repeat(1_500_000));
    fs.symlinkSync('/etc/hostname', 'artefacts/outside');
    fs.symlinkSync('/etc', 'artefacts/elsewhere');
    fs.symlinkSync('one.txt', 'artefacts/link');`,
    args: () => [],
  },
  keep: {
    code: `const fs = require('node:fs');
    process.chdir(process.env.WORK);
    if (fs.existsSync('kept/notes.txt')) {
      console.log('found', fs.readFileSync('kept/notes.txt', 'utf8'), fs.readdirSync('kept').join(' '));
    } else {
      fs.mkdirSync('kept');
      fs.writeFileSync('kept/data.bin', Buffer.alloc(1_000_000, 7));
      fs.writeFileSync('kept/secret.txt', 'the key is ' + process.env.KEY);
      fs.symlinkSync('notes.txt', 'kept/link');
      fs.writeFileSync('kept/notes.txt', 'first');
    }
    ${serve}`,
    args: () => [],
  },
  work: {
    code: `const held = Buffer.alloc(100 * 1024 ** 2, 1);
    for (let at = 0; ; at = (at + 1) % held.length) held[at]++;`,
    args: () => [],
  },
  chat: {
    code: `let text = '';
    for (let n = 1; n <= Number(process.argv[1]); n++) text += String(n).padStart(63, '.') + '\\n';
    process.stdout.write(text);`,
    args: program => ('lines' in program ? [String(program.lines)] : []),
  },
};

/**
 * Samples that Node runs: `program` is its path where processes run, or what
 * it is called inside an image.
 *
 * @public
 */
export function nodeSamples(options: {
  program: string;
  task?: Partial<WorkloadTask>;
}): EngineSamples {
  return createSamples(program => ({
    ...options.task,
    command:
      program.name === 'missing'
        ? ['no-such-program-of-astrolabe']
        : [
            options.program,
            '-e',
            scripts[program.name].code,
            '--',
            ...scripts[program.name].args(program),
          ],
  }));
}
