import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { ai4MetadataSchema } from '../generated/ai4Metadata';
import { assetSchema } from '../generated/asset';

/** Versions of ai4-metadata that were published, oldest first. @public */
export const ai4Versions = [
  '1.0.0',
  '2.0.0',
  '2.1.0',
  '2.2.0',
  '2.3.0',
] as const;

/** @public */
export type Ai4Version = (typeof ai4Versions)[number];

const compiled = new Map<string, ValidateFunction>();

function validator(key: string, schema: () => object): ValidateFunction {
  const present = compiled.get(key);
  if (present) return present;
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
  const made = ajv.compile(schema());
  compiled.set(key, made);
  return made;
}

function errorsOf(validate: ValidateFunction, value: unknown): ErrorObject[] {
  return validate(value) ? [] : [...validate.errors!];
}

/** What a published version of ai4-metadata has against a value. @public */
export function validateAi4(
  value: unknown,
  version: Ai4Version,
): ErrorObject[] {
  const validate = validator(`ai4 ${version}`, () => ({
    $ref: `#/definitions/v${version}`,
    definitions: ai4MetadataSchema.definitions,
  }));
  return errorsOf(validate, value);
}

/** What our own schema has against a value. @public */
export function validateAssetSpec(value: unknown): ErrorObject[] {
  return errorsOf(
    validator('asset', () => assetSchema),
    value,
  );
}

/** What the frame around a spec in one of our own files has to be. */
const envelopeSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { enum: ['astrolabe.dev/v1alpha1'] },
    kind: { enum: ['AiModule', 'AiTool', 'AiModel', 'Dataset'] },
    metadata: {
      type: 'object',
      required: ['name'],
      properties: {
        name: {
          type: 'string',
          maxLength: 63,
          pattern: '^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$',
        },
        title: { type: 'string', minLength: 1, maxLength: 300 },
        description: { type: 'string', maxLength: 2000 },
      },
    },
    spec: { type: 'object' },
  },
};

export function validateEnvelope(value: unknown): ErrorObject[] {
  return errorsOf(
    validator('envelope', () => envelopeSchema),
    value,
  );
}

/** Each list of allowed terms of ai4-metadata. */
export const ai4Terms = {
  libraries: ai4MetadataSchema.definitions.Library.enum,
  tasks: ai4MetadataSchema.definitions.Task.enum,
  categories: ai4MetadataSchema.definitions.Category.enum,
  dataTypes: ai4MetadataSchema.definitions.DataType.enum,
};

const { definitions } = ai4MetadataSchema;

/** The keys of version 2, by the pointer of the group that they are in. */
export const ai4Keys: Record<string, string[]> = {
  '': [
    ...Object.keys(definitions['v2.0.0'].properties).filter(
      key => !(key in definitions['v1.0.0'].properties) || key === 'title',
    ),
    ...['summary', 'description', 'license', 'resources', 'provenance'],
  ],
  '/links': [
    ...Object.keys(definitions['v2.0.0'].properties.links.properties),
    'self',
  ],
  '/dates': Object.keys(definitions['v2.0.0'].properties.dates.properties),
  '/resources': ['inference', 'training'],
  '/resources/inference': Object.keys(definitions.Resources.properties),
  '/resources/training': Object.keys(definitions.Resources.properties),
};
