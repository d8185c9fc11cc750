import { describe, expect, it } from 'vitest';
import { checkAsset } from './check';
import { translated } from './translations';

const file = (translations: string) => `
apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: corals }
spec:
  title: Corals
  summary: Names corals.
  translations:
    es: ${translations}
  manifest:
    form:
      type: object
      properties:
        general:
          title: General
          type: object
          properties:
            size: { title: Size, type: number, x-unit: cores, default: 1 }
            way: { type: string, enum: [copy], x-titles: { copy: Copy it } }
    workload:
      tasks:
        - name: main
          role: main
          command: ['true']
          resources: { cpuCores: 1, memoryBytes: 1073741824, diskBytes: 0 }
          ports: [{ name: web, containerPort: 80 }]
      endpoints: [{ name: web, title: The page, port: web, protocol: http, access: owner }]
      lifetime: { kind: service }
`;

const all =
  '{ Corals: Corales, Names corals.: Nombra corales., General: General, Size: Tamaño, Copy it: Copiar, The page: La página }';

describe('the translations of an asset', () => {
  it('are complete when every text that one sees has one', () => {
    expect(checkAsset(file(all)).problems).toEqual([]);
  });

  it('name a text that has none, and one that nobody sees', () => {
    const { valid, problems } = checkAsset(
      file(all.replace('Size: Tamaño', 'Sise: Tamaño')),
    );
    expect(valid).toBe(true);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        pointer: '/spec/translations/es',
        message: "The text 'Size' has no translation.",
        line: 9,
      }),
      expect.objectContaining({
        severity: 'warning',
        pointer: '/spec/translations/es/Sise',
        message: "Nobody sees the text 'Sise' here.",
      }),
    ]);
  });

  it('have to be of a language', () => {
    const { valid } = checkAsset(file(all).replace('es:', 'spanish:'));
    expect(valid).toBe(false);
  });

  it('show titles and descriptions in the language, and leave units and data as they are', () => {
    const { spec } = checkAsset(file(all));
    expect(translated(spec, 'es')).toMatchObject({
      title: 'Corales',
      summary: 'Nombra corales.',
      manifest: {
        form: {
          properties: {
            general: {
              properties: {
                size: { title: 'Tamaño', 'x-unit': 'cores', default: 1 },
              },
            },
          },
        },
        workload: { endpoints: [{ name: 'web', title: 'La página' }] },
      },
    });
    expect(translated(spec, 'en')).toEqual(spec);
  });

  it('count for what has them, in a list of several', () => {
    const items = [
      { title: 'Page', translations: { es: { Page: 'Página' } } },
      { title: 'Page', translations: { es: { Page: 'Hoja' } } },
      { title: 'Page' },
    ];
    const titles = translated(items, 'es').map(({ title }) => title);
    expect(titles).toEqual(['Página', 'Hoja', 'Page']);
  });
});
