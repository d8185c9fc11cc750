import { authorOf } from '@astrolabe/plugin-assets-common';
import { plain, type Authors } from '../../graph';
import { doiLink, imageLink, webLink } from '../../links';
import {
  change,
  excuse,
  own,
  say,
  type JsonObject,
  type Mapping,
  type ValueKind,
} from '../../mapping';
import type { Profile } from '../../types';
import { toYaml } from '../formats';
import { sizeOf } from '../schema-org/kinds';
import { hubLicense } from './licenses';
import { libraryNames } from './libraries';
import { cardReading } from './reading';

// The document of this profile: `front` is the YAML at its head, `body` the
// sections of Markdown below, by their headings.

const MODEL =
  /^https:\/\/huggingface\.co\/(?!(?:datasets|spaces)\/)([^/?#]+\/[^/?#]+)\/?$/;
const DATASET =
  /^https:\/\/huggingface\.co\/datasets\/([^/?#]+(?:\/[^/?#]+)?)\/?$/;

/** What is at the Hub, by its name there. */
function atHub(pattern: RegExp): ValueKind<string> {
  return link => pattern.exec(link.trim())?.slice(1) ?? [];
}

const license: ValueKind<string> = text => [hubLicense(text) ?? 'other'];

/** Which licence, where the Hub has no name for it. */
const otherLicense: ValueKind<string> = text =>
  hubLicense(text) ? [] : [text];

const hubLibrary = (name: string) => own(libraryNames, name.toLowerCase());

/** A card has one library. */
const library: ValueKind<string[]> = libraries =>
  libraries.flatMap(name => hubLibrary(name) ?? []).slice(0, 1);

const otherLibraries: ValueKind<string[]> = libraries => {
  const first = libraries.find(hubLibrary);
  return libraries.filter(name => name !== first);
};

/** A line of a list, in which an author's text is text. */
const line =
  (label: string): ValueKind<string | string[] | number> =>
  value =>
    [`- ${label}: ${[value].flat().map(escaped).join(', ')}`];

const linkLine =
  (
    label: string,
    address: (text: string) => string | undefined = doiLink,
  ): ValueKind<string> =>
  text => {
    const link = address(text);
    return [`- ${label}: ${link ? `<${link}>` : escaped(text)}`];
  };

const bytesLine =
  (label: string): ValueKind<number> =>
  amount =>
    [`- ${label}: ${sizeOf(amount)}`];

const needs = (where: string): Mapping => [
  say(`${where}.cpuCores`, `body.${where}[]`, line('CPU cores')),
  say(`${where}.gpuCount`, `body.${where}[]`, line('GPUs')),
  say(`${where}.memoryBytes`, `body.${where}[]`, bytesLine('Memory')),
  say(`${where}.gpuMemoryBytes`, `body.${where}[]`, bytesLine('GPU memory')),
  say(
    `${where}.gpuComputeCapability`,
    `body.${where}[]`,
    line('GPU compute capability'),
  ),
  say(`${where}.storageBytes`, `body.${where}[]`, bytesLine('Storage')),
];

const resources = needs('inference')
  .concat(needs('training'))
  .map(row => ({ ...row, from: `resources.${row.from}` }));

const modelRows: Mapping = [
  say('title', 'front.model_name', plain),
  say('summary', 'body.summary', (text: string) => [escaped(text)]),
  // It is Markdown already.
  say('description', 'body.description', plain),
  say('doi', 'body.links[]', linkLine('DOI')),
  say('version', 'body.details[]', line('Version')),
  say('license', 'front.license', license),
  say('license', 'front.license_name', otherLicense),
  say('authors', 'body.details[]', (authors: Authors) =>
    authors.length > 0
      ? [
          `- Authors: ${authors
            .map(each => escaped(authorOf(each).name))
            .join(', ')}`,
        ]
      : [],
  ),
  say('owner', 'body.details[]', line('Owner')),
  say('lifecycle', 'body.details[]', line('Lifecycle')),
  say('createdAt', 'body.details[]', line('Created')),
  say('updatedAt', 'body.details[]', line('Updated')),
  say('libraries', 'front.library_name', library),
  say('libraries', 'front.tags[]', otherLibraries),
  say('tasks', 'front.tags[]', plain),
  say('categories', 'front.tags[]', plain),
  say('tags', 'front.tags[]', plain),
  say('dataTypes', 'front.tags[]', plain),
  say('links.self', 'body.links[]', linkLine('Metadata')),
  say('links.sourceCode', 'body.links[]', linkLine('Source code', webLink)),
  say('links.documentation', 'body.links[]', linkLine('Documentation')),
  say(
    'links.dockerImage',
    'body.links[]',
    linkLine('Container image', imageLink),
  ),
  say('links.zenodoDoi', 'body.links[]', linkLine('Archived')),
  say('links.dataset', 'body.links[]', linkLine('Training data')),
  say('links.weights', 'body.links[]', linkLine('Weights')),
  say('links.citation', 'body.links[]', linkLine('Publication')),
  say('links.baseModel', 'body.links[]', linkLine('Base model')),
  say('links.template', 'body.links[]', linkLine('Made from')),
  say('links.build', 'body.links[]', linkLine('Builds')),
  ...resources,
  excuse('languages', 'The Hub shows the files that lie beside the card.'),
  say('sizeBytes', 'body.details[]', bytesLine('Repository')),
  excuse('dependencies', 'The Hub shows the files that name them.'),
  say('image.reference', 'body.details[]', line('Image')),
  say('image.digest', 'body.details[]', line('Digest of the image')),
  say('image.signature', 'body.details[]', line('Signature of the image')),
  say('used.runs', 'body.used[]', line('Runs')),
  say('used.cpuCores', 'body.used[]', line('CPU cores')),
  say('used.memoryBytes', 'body.used[]', bytesLine('Memory')),
  say('used.gpuCount', 'body.used[]', line('GPUs')),
  say('used.gpuMemoryBytes', 'body.used[]', bytesLine('GPU memory')),
  excuse('citations', 'A card says them in its text.'),
  say('provenance.workload', 'body.details[]', line('Workload')),
  say('provenance.mlflowRun', 'body.details[]', line('MLflow run')),
  excuse('distribution', 'The Hub lists the files that lie beside the card.'),
  excuse('dependsOn', 'Names of this portal mean nothing at the Hub.'),
  excuse('translations', 'A card is in one language, which is English here.'),
  excuse('manifest', 'How this portal launches it helps nobody at the Hub.'),
];

/** What the Hub can follow: models and datasets that it has itself. */
const atTheHub: Mapping = [
  say('links.dataset', 'front.datasets[]', atHub(DATASET)),
  say('links.baseModel', 'front.base_model', atHub(MODEL)),
];

const datasetRows = change(modelRows, [
  say('title', 'front.pretty_name', plain),
  say('libraries', 'front.tags[]', plain),
  excuse('resources', 'A dataset needs none.'),
]).filter(({ from }) => !from.startsWith('resources.'));

const headings: Record<string, string> = {
  details: 'Details',
  links: 'Links',
  inference: 'What inference needs',
  training: 'What training needs',
  used: 'What runs really used',
};

const model = { rows: [...modelRows, ...atTheHub] };

/** The README.md of a repository at the Hugging Face Hub. */
export const huggingFace: Profile = {
  id: 'hugging-face',
  title: 'Hugging Face card',
  iri: 'https://huggingface.co/docs/hub/model-cards',
  // The Hub has no place for programs.
  kinds: { module: model, model, dataset: { rows: datasetRows } },
  formats: [
    {
      id: 'markdown',
      mediaType: 'text/markdown',
      fileName: () => 'README.md',
      write: writeCard,
    },
  ],
  begin: ({ asset, page }) => ({
    front: {},
    body: { links: [`- Found at: <${page}>`], title: escaped(asset.title) },
  }),
  reading: cardReading,
};

function writeCard(document: JsonObject): string {
  const { front, body } = document as Record<string, JsonObject>;
  const { title, summary, description, ...lists } = body;
  const sections = Object.entries(headings).flatMap(([key, heading]) =>
    lists[key] ? [`## ${heading}`, [lists[key]].flat().join('\n')] : [],
  );
  const tags = [...new Set([front.tags ?? []].flat())];
  const head = { ...front, ...(tags.length > 0 ? { tags } : {}) };
  const parts = [`# ${title}`, summary, description, ...sections];
  return `---\n${toYaml(head)}---\n\n${parts.filter(Boolean).join('\n\n')}\n`;
}

/** As text of Markdown, in one line. */
function escaped(text: string | number): string {
  return String(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
