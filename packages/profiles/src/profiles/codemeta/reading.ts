import {
  imageAddress,
  schemaLost,
  softwareReading,
} from '../schema-org/reading';
import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { rootOf } from '../../reading/roots';
import type { Reading } from '../../reading/types';
import { statuses } from './statuses';

const { leave, read, reread } = as;

/** CodeMeta says so by its context alone, of which its own words are a sign. */
const own = [
  ...['developmentStatus', 'continuousIntegration', 'referencePublication'],
  ...['issueTracker', 'buildInstructions', 'softwareSuggestions', 'readme'],
  ...['contIntegration', 'hasSourceCode', 'isSourceCodeOf', 'funding'],
];

const rows = reread(softwareReading, [
  read('developmentStatus', 'lifecycle', as.oneOf(statuses)),
  read('continuousIntegration', 'links.build', as.link),
  read('contIntegration', 'links.build', as.link),
  read('referencePublication', 'links.citation', as.link),
  read('readme', 'links.documentation', as.link),
  read('downloadUrl', 'links.dockerImage', imageAddress),
  leave('issueTracker', 'codeLeads'),
]);

export const codemetaReading: Reading = {
  open: source =>
    rootOf(source, {
      SoftwareSourceCode: 'module',
      SoftwareApplication: 'module',
    }),
  claims: ({ thing }, source) =>
    own.some(word => thing.properties.has(word)) ||
    (source.form === 'graph' &&
      source.contexts.some(context => /codemeta/i.test(context))),
  rows: () => rows,
  lost: schemaLost,
  finish,
};
