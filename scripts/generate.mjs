// Writes the TypeScript that follows from the contracts in schemas/.
// `node scripts/generate.mjs --check` only says what is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { parse } from 'yaml';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const banner =
  '/* Made by scripts/generate.mjs from schemas/. Do not edit. */\n';

/** JSON Schemas: their types, and the schema itself as a value for ajv. */
const schemas = [
  ['workload.schema.json', 'plugins/workloads-common', 'workload'],
  ['manifest.schema.json', 'plugins/workloads-common', 'manifest'],
  ['community.schema.json', 'plugins/communities-common', 'community'],
  ['asset.schema.json', 'plugins/assets-common', 'asset'],
  ['ai4-metadata.schema.json', 'plugins/assets-common', 'ai4Metadata'],
];

/** OpenAPI documents, as literal types for the validated router. */
const apis = [
  ['workloads.openapi.yaml', 'plugins/workloads-backend'],
  ['assets.openapi.yaml', 'plugins/assets-backend'],
  ['communities.openapi.yaml', 'plugins/communities-backend'],
  ['accounts.openapi.yaml', 'plugins/accounts-backend'],
  ['storage.openapi.yaml', 'plugins/storage-backend'],
];

/** A choice of required keys says nothing that a type can hold. */
function forTypes(schema) {
  return JSON.parse(JSON.stringify(schema), (_key, value) => {
    if (
      value?.anyOf?.every?.(choice => Object.keys(choice).join() === 'required')
    ) {
      delete value.anyOf;
    }
    return value;
  });
}

async function* outputs() {
  for (const [file, dir, name] of schemas) {
    const source = path.join(root, 'schemas', file);
    const schema = JSON.parse(await readFile(source, 'utf8'));
    const types = await compile(forTypes(schema), schema.title, {
      bannerComment: '',
      ignoreMinAndMaxItems: true,
      additionalProperties: false,
      declareExternallyReferenced: true,
      style: { singleQuote: true },
    });
    const value = JSON.stringify(schema, null, 2);
    yield [
      path.join(root, dir, 'src/generated', `${name}.ts`),
      `${banner}${types}\nexport const ${name}Schema = ${value};\n`,
    ];
  }
  for (const [file, dir] of apis) {
    const source = await readFile(
      path.join(root, 'schemas', file),
      'utf8',
    ).catch(() => undefined);
    if (source === undefined) continue;
    yield [
      path.join(root, dir, 'src/generated/openapi.ts'),
      `${banner}export const spec = ${JSON.stringify(
        parse(source),
        null,
        2,
      )} as const;\n`,
    ];
  }
}

const check = process.argv.includes('--check');
const stale = [];
for await (const [file, text] of outputs()) {
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === text) continue;
  stale.push(path.relative(root, file));
  if (!check) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
if (stale.length > 0) {
  console.log(`${check ? 'Out of date' : 'Written'}: ${stale.join(', ')}`);
  if (check) {
    console.log('Run `npm run generate` and commit the result.');
    process.exitCode = 1;
  }
}
