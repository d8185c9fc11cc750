import {
  fillProfile,
  licenceIn,
  LICENCE_SETTING,
  type AuthorProfile,
  type ProjectTemplateInfo,
} from '@astrolabe/plugin-assets-common';
import type { Portal } from '@astrolabe/plugin-communities-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { Command } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
import { withValues } from '../lib/options';
import { table } from '../lib/text';
import { formFields, formValues } from '../lib/values';
import { writeProject } from '../lib/writeProject';
import { check } from './check';
import { describeField, fieldHeads } from './form';
import { checks } from './moduleChecks';
import { exportAsset, listProfiles } from './moduleExport';
import { fix, migrate } from './moduleFix';
import { importDocument } from './moduleImport';
import {
  forges,
  metadataLines,
  publishProject,
  withdraw,
  withPublishing,
} from './modulePublish';
import { propose, register } from './moduleRepository';
import { releaseCommand } from './moduleRelease';

/** Modules and tools in the making. */
export const moduleCommand: CommandFactory = app =>
  new Command('module')
    .description(
      'Modules and tools: begin the project of one, check and mend its metadata, have one in a standard',
    )
    .addCommand(templates(app))
    .addCommand(create(app))
    .addCommand(check(app))
    .addCommand(fix(app))
    .addCommand(migrate(app))
    .addCommand(checks(app))
    .addCommand(forges(app))
    .addCommand(register(app))
    .addCommand(propose(app))
    .addCommand(withdraw(app))
    .addCommand(releaseCommand(app))
    .addCommand(exportAsset(app))
    .addCommand(importDocument(app))
    .addCommand(listProfiles(app));

function templates(app: App): Command {
  return command('templates', 'What projects can be made, or what one asks')
    .argument('[id]', 'shows the fields of this one')
    .action(async (id: string | undefined, { json }) => {
      const items = await ask(app);
      if (id === undefined) {
        const rows = items.map(({ id: name, title, description, whyNot }) => [
          ...[name, title],
          whyNot ? `${description} Not now: ${whyNot}` : description,
        ]);
        const text = table(['TEMPLATE', 'TITLE', 'WHAT IT IS'], rows);
        app.print({ json, value: { items }, text });
        return;
      }
      const value = pick(items, id);
      const text = table(fieldHeads, formFields(value).map(describeField));
      app.print({ json, value, text });
    });
}

function create(app: App): Command {
  return withPublishing(
    withValues(
      command(
        'new',
        'Write a project to begin with, valid from its first commit',
      ),
    ),
  )
    .argument('[template]', 'see `module templates`', 'ai-module-minimal')
    .option('--to <folder>', 'where its folder is made', '.')
    .option('--mend', 'mend in its metadata what there is no doubt about')
    .action(async (id: string, options) => {
      const { mend } = options;
      const template = pick(await ask(app), id);
      const defaults = fillProfile(template, await profile(app));
      const values = await formValues({ ...template, defaults }, options);
      if (options.publish !== undefined) {
        await publishProject(app, { template: id, values, mend }, options);
        if (!options.dryRun) await rememberLicence(app, template, values);
        return;
      }
      if (options.dryRun) {
        throw usageError(
          '--dry-run says what --publish would make',
          'Add --publish, or leave --dry-run out: nothing is written over',
        );
      }
      const { assets } = await app.portal();
      const project = await assets.makeProject({ template: id, values, mend });
      const folder = await writeProject(project, options.to);
      await rememberLicence(app, template, values);
      const files = project.files.map(({ path }) => path);
      app.print({
        json: options.json,
        value: { folder, files, metadata: project.metadata },
        text: [
          `${files.length} files are in ${folder}. Its README.md says how to go on.`,
          ...(files.includes('tox.ini')
            ? ['`tox` there checks all of it.']
            : []),
          ...metadataLines(project.metadata),
        ].join('\n'),
      });
    });
}

async function ask(app: App): Promise<ProjectTemplateInfo[]> {
  return (await app.portal()).assets.projectTemplates();
}

/**
 * Who makes a project is its author, and has the licence that they took last, or
 * that of the community, unless it is said otherwise.
 */
async function profile(app: App): Promise<AuthorProfile> {
  const portal = await app.portal();
  // A token that may not ask who it is of makes projects all the same.
  const [me, of, last] = await Promise.all([
    portal.me().catch(() => undefined),
    portal.communities<Portal>('GET', '/portal').catch(() => undefined),
    portal.setting(LICENCE_SETTING).catch(() => undefined),
  ]);
  return {
    ...{ name: me?.displayName, email: me?.email, orcid: me?.orcid },
    licence: last ?? of?.licence,
  };
}

/** The next project begins with the licence of this one, here and in the portal. */
async function rememberLicence(
  app: App,
  template: ProjectTemplateInfo,
  values: FormValues,
): Promise<void> {
  const licence = licenceIn(template, values);
  if (!licence) return;
  const portal = await app.portal();
  // Then it is said again.
  await portal.keepSetting(LICENCE_SETTING, licence).catch(() => {});
}

function pick(items: ProjectTemplateInfo[], id: string): ProjectTemplateInfo {
  const found = items.find(template => template.id === id);
  if (!found) {
    throw usageError(
      `There is no template '${id}'`,
      `Take one of ${items.map(template => template.id).join(', ')}`,
    );
  }
  return found;
}
