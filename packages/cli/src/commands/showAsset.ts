import type { Asset } from '@astrolabe/plugin-assets-common';
import { command, type CommandFactory } from '../lib/app';
import { problemLines } from '../lib/problems';
import { parseRef } from '../lib/refs';
import { facts } from '../lib/text';

/** Everything about one module, tool, model or dataset. */
export const showAsset: CommandFactory = app =>
  command('show-asset', 'One module, tool, model or dataset')
    .argument('<ref>', 'kind/name or entity ref')
    .action(async (ref: string, options) => {
      const { kind, name } = parseRef(ref);
      const { assets } = await app.portal();
      const asset = await assets.get(kind, name);
      app.print({ json: options.json, value: asset, text: describe(asset) });
    });

function buildText({ build }: Asset): string | undefined {
  return build && [build.state, build.at, build.url].filter(Boolean).join(', ');
}

const said = {
  awaited: 'once the operator has agreed',
  given: 'yes, the operator has agreed',
  unready: 'the operator has agreed, but something is missing',
};

/** Of what a person's repository describes: who has agreed to what of it. */
function trustText({ trust }: Asset): string | undefined {
  if (!trust) return undefined;
  const { state, commit, branch, isBehind, missing = [], repository } = trust;
  const wish =
    state === 'awaited' && repository
      ? `they add to assets.trustedRepositories: ${JSON.stringify({
          ...repository,
          commit,
        })}`
      : undefined;
  return [
    said[state],
    branch ? `whatever its branch ${branch} is at` : undefined,
    commit && `commit ${commit}`,
    isBehind ? 'its repository has gone on since' : undefined,
    ...missing,
    wish,
  ]
    .filter(Boolean)
    .join('; ');
}

function describe(asset: Asset): string {
  const { spec, origin } = asset;
  const lines = facts([
    ['ref', asset.entityRef],
    ['title', asset.title],
    ['summary', asset.summary],
    ['license', asset.license],
    ['version', asset.version],
    ['owner', asset.owner],
    ['build', buildText(asset)],
    ['libraries', asset.libraries.join(', ')],
    ['tasks', asset.tasks.join(', ')],
    ['categories', asset.categories.join(', ')],
    ['data types', asset.dataTypes.join(', ')],
    ['tags', asset.tags.join(', ')],
    ['created', asset.createdAt],
    ['updated', asset.updatedAt],
    ['launches', String(asset.launches)],
    ['source code', spec.links?.sourceCode],
    ['read from', `${origin.location} (${origin.source}, ${origin.format})`],
    ['may run here', trustText(asset)],
    [
      'deploy',
      asset.launchable
        ? `astrolabe form ${asset.kind}/${asset.name}`
        : undefined,
    ],
  ]);
  const problems = problemLines(origin.location, asset.problems);
  return problems ? `${lines}\n\n${problems}` : lines;
}
