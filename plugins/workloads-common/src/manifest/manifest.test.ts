import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkManifest,
  formDefaults,
  ManifestError,
  narrowForm,
  renderManifest,
  renameFields,
  reviewManifest,
  validateFormValues,
} from '.';
import type { Manifest } from '../generated/manifest';
import type { FormSchema } from './validateFormValues';

const form: FormSchema = {
  type: 'object',
  required: ['general'],
  properties: {
    general: {
      title: 'General',
      type: 'object',
      required: ['title'],
      properties: {
        title: {
          title: 'Title',
          type: 'string',
          minLength: 1,
          maxLength: 80,
          default: 'Hello',
        },
        mode: {
          title: 'Mode',
          type: 'string',
          enum: ['plain', 'fancy'],
          default: 'plain',
        },
        page: { title: 'Page', type: 'boolean', default: true },
      },
    },
    hardware: {
      title: 'Hardware',
      type: 'object',
      properties: {
        memory: {
          title: 'Memory',
          type: 'number',
          minimum: 1,
          maximum: 8,
          default: 6,
          'x-unit': 'GiB',
          'x-limit': 'memoryBytes',
        },
      },
    },
  },
};

const manifest: Manifest = {
  form: form as unknown as Manifest['form'],
  workload: {
    tasks: [
      {
        name: 'web',
        role: 'main',
        command: [
          'serve',
          '--port',
          '${{ port.web }}',
          '--title',
          '${{ form.general.title }}',
        ],
        env: {
          GREETING: 'Hello, ${{ form.general.title }}!',
          HOME_URL:
            'http://${{ host.listen }}:${{ port.web }}/${{ form.general.mode }}',
        },
        ports: [{ name: 'web' }],
        resources: {
          cpuCores: 1,
          memoryBytes: '${{ form.hardware.memory | GiB }}',
          diskBytes: 0,
        },
      },
    ],
    endpoints: [
      {
        $if: '${{ form.general.page }}',
        name: 'web',
        port: 'web',
        protocol: 'http',
        access: 'owner',
      },
    ],
    lifetime: { kind: 'service' },
  },
};

const user = { name: 'ada', ref: 'user:default/ada' };

function render(title: string, page = true) {
  return renderManifest(manifest, {
    form: {
      general: { title, mode: 'plain', page },
      hardware: { memory: 2 },
    },
    asset: {},
    user,
  });
}

describe('a rendered manifest', () => {
  it('keeps the type of a value and tells the engine what only it knows', () => {
    const spec = render('Corals');
    expect(spec.tasks[0].resources.memoryBytes).toBe(2 * 1024 ** 3);
    expect(spec.tasks[0].command).toEqual([
      'serve',
      '--port',
      { parts: [{ port: 'web' }] },
      '--title',
      'Corals',
    ]);
    expect(spec.tasks[0].env!.HOME_URL).toEqual({
      parts: ['http://', { host: 'listen' }, ':', { port: 'web' }, '/plain'],
    });
  });

  it('leaves out what its condition does not ask for', () => {
    expect(render('Corals').endpoints).toHaveLength(1);
    expect(render('Corals', false).endpoints).toEqual([]);
  });

  it('lets what a person types become nothing but that text', () => {
    const leaf = 'a-text-that-stands-nowhere-else';
    const shape = JSON.stringify(render(leaf));
    const evil = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      fc.constantFrom(
        '"}}; ${x} $(rm -rf /)\n`id`',
        '${{ user.ref }}',
        '${{ port.web }}',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(evil, title => {
        const quoted = JSON.stringify(title).slice(1, -1);
        expect(JSON.stringify(render(title))).toBe(
          shape.replaceAll(leaf, () => quoted),
        );
      }),
    );
  });

  it('is refused with the place when it is no valid workload', () => {
    const broken = {
      ...manifest,
      workload: { ...manifest.workload, lifetime: { kind: 'forever' } },
    };
    expect(() =>
      renderManifest(broken, { form: formDefaults(form), asset: {}, user }),
    ).toThrow(ManifestError);
  });

  it.each<[string, Record<string, unknown>]>([
    ['secrets.0.account', { secrets: [{ name: 'x', account: 'corals' }] }],
    ['secrets.0.ofPortal', { secrets: [{ name: 'x', ofPortal: true }] }],
    ['secrets.0.ownerRef', { secrets: [{ name: 'x', ownerRef: user.ref }] }],
    ['tasks.0.mounts', { mounts: 'corals' }],
    ['tasks.0.purpose', { purpose: 'storage' }],
    [
      'tasks.0.env.P.parts.0.secret',
      { env: { P: { parts: [{ secret: 'storage-secrets' }] } } },
    ],
  ])(
    'gets at no storage of those who launch it: %s',
    (path, { secrets, ...task }) => {
      const { tasks, ...workload } = manifest.workload as { tasks: object[] };
      const [first, ...others] = tasks;
      const greedy = {
        ...manifest,
        workload: {
          ...workload,
          ...(secrets !== undefined && { secrets }),
          tasks: [{ ...first, ...task }, ...others],
        },
      };
      expect(checkManifest(greedy)).toMatchObject([
        { path: `workload.${path}` },
      ]);
    },
  );
});

describe('the check of a manifest', () => {
  it('has nothing to say of a good one', () => {
    expect(checkManifest(manifest)).toEqual([]);
  });

  it('warns of a password in a form, and says how it becomes a secret', () => {
    const asking: Manifest = structuredClone(manifest);
    const fields = (asking.form as FormSchema).properties.general.properties!;
    fields.hubToken = {
      title: 'Token of the hub',
      type: 'string',
      default: '',
    };
    expect(reviewManifest(asking)).toEqual([]);
    fields.hubToken.format = 'password';
    asking.variants = { other: { ...asking, title: 'Other' } };
    const at = 'form.properties.general.properties.hubToken';
    expect(reviewManifest(asking)).toMatchObject([
      {
        severity: 'warning',
        path: at,
        message: expect.stringContaining('recorded'),
        fix: expect.stringContaining(
          '{"name":"hub-token","title":"Token of the hub","given":true}',
        ),
      },
      { severity: 'warning', path: `variants.other.${at}` },
    ]);
    expect(checkManifest(asking)).toEqual([]);
  });

  it('names an expression that leads nowhere, and what there is', () => {
    const text = JSON.stringify(manifest).replace(
      'form.general.mode',
      'form.general.mood',
    );
    expect(checkManifest(JSON.parse(text))).toMatchObject([
      {
        path: 'workload.tasks.0.env.HOME_URL',
        message: expect.stringContaining("'form.general.mood' is not known"),
        allowed: expect.arrayContaining(['general.mode']),
      },
    ]);
  });

  it('names an unknown port and an unknown root', () => {
    const text = JSON.stringify(manifest)
      .replace('${{ port.web }}', '${{ port.wob }}')
      .replace('${{ form.general.mode }}', '${{ process.env }}');
    const messages = checkManifest(JSON.parse(text)).map(p => p.message);
    expect(messages).toEqual([
      expect.stringContaining("'port.wob' is not known; port has web"),
      expect.stringContaining("'process.env' begins with none of"),
    ]);
  });

  it('finds what would be wrong for someone who changes nothing', () => {
    const text = JSON.stringify(manifest).replace(
      '"port":"web"',
      '"port":"other"',
    );
    expect(checkManifest(JSON.parse(text))[0].message).toContain(
      "no task has a port named 'other'",
    );
  });
});

describe('a filled-in form', () => {
  const good = { general: { title: 'Corals' }, hardware: { memory: 4 } };

  it('is accepted when all is right', () => {
    expect(validateFormValues(form, good)).toEqual([]);
  });

  it('is told the range of a number, with its unit', () => {
    expect(
      validateFormValues(form, { ...good, hardware: { memory: 99 } }),
    ).toEqual([
      {
        path: 'hardware.memory',
        message: 'Memory must be between 1 and 8 GiB',
      },
    ]);
  });

  it('is told the allowed values, the missing field and the unknown one', () => {
    const problems = validateFormValues(form, {
      general: { mode: 'loud', colour: 'red' },
    });
    expect(problems).toEqual(
      expect.arrayContaining([
        { path: 'general.title', message: 'Title is missing' },
        {
          path: 'general.mode',
          message: 'Mode must be one of plain, fancy',
          allowed: ['plain', 'fancy'],
        },
        expect.objectContaining({
          path: 'general.colour',
          message: "'general.colour' is no field of this form",
        }),
      ]),
    );
  });

  it('may come under the name that a field had before', () => {
    const moved: FormSchema = {
      properties: {
        ...form.properties,
        storage: {
          properties: {
            disk: { type: 'number', 'x-formerly': 'hardware.disk' },
          },
        },
      },
    };
    const hardware = { memory: 4, disk: 2 };
    expect(renameFields(moved, { hardware })).toEqual({
      hardware: { memory: 4 },
      storage: { disk: 2 },
    });
    expect(renameFields(moved, { hardware: { disk: 2 } })).toEqual({
      storage: { disk: 2 },
    });
    const both = { hardware, storage: { disk: 3 } };
    expect(renameFields(moved, both)).toEqual(both);
    expect(hardware.disk).toBe(2);
  });

  it('is lowered to what the person may ask, default included', () => {
    const limits = {
      cpuCores: 2,
      memoryBytes: 4 * 1024 ** 3,
      diskBytes: 0,
      gpuCount: 0,
    };
    const memory = narrowForm(form, limits).properties.hardware.properties!
      .memory;
    expect(memory).toMatchObject({ maximum: 4, default: 4, 'x-limited': true });
  });
});
