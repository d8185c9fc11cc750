import {
  importOutcomes,
  type ImportedSecret,
  type SecretImportPage,
} from '@astrolabe/plugin-accounts-common';
import type { Command } from 'commander';
import { command, type App } from '../lib/app';
import { usageError } from '../lib/errors';
import { readSecret } from '../lib/readSecret';
import { table } from '../lib/text';

/** Takes people's secrets over from the Vault of another portal, for operators. */
export function importSecrets(app: App): Command {
  return command(
    'import',
    "For operators: take people's secrets over from another portal's Vault (KV version 1)",
  )
    .requiredOption(
      '--from-vault <address>',
      'its address; a token of it is read from standard input',
    )
    .option('--mount <path>', 'of its KV engine', 'secrets')
    .option('--path <path>', "where people's folders are", 'users')
    .option('--namespace <name>', 'of Vault Enterprise')
    .option(
      '--community <organisation=community...>',
      'what a virtual organisation there is here; of others all is personal',
    )
    .option(
      '--issuer <address>',
      'by which the people there are named; needed where they sign in here by more than one',
    )
    .option('--after <place>', 'where one before broke off, as it said')
    .option('--do', 'do it; without it, only say what would be done')
    .action(async options => {
      const { json, fromVault: address, mount, path, namespace } = options;
      const { issuer } = options;
      const communities = communitiesOf(options.community ?? []);
      const token = await readSecret(app, 'A token of that Vault');
      if (!token) throw usageError('No token', 'Give it on standard input');
      const { secrets } = await app.portal();
      const items: ImportedSecret[] = [];
      let next: string | undefined = options.after;
      try {
        do {
          const page: SecretImportPage = await secrets.importSecrets({
            ...{ address, token, mount, path, communities },
            ...(namespace && { namespace }),
            ...(issuer && { issuer }),
            ...(next && { after: next }),
            dryRun: !options.do,
          });
          items.push(...page.items);
          next = page.next;
          if (!json) app.print({ value: page, text: rowsOf(page.items) });
        } while (next);
      } catch (error) {
        // What was done is said all the same.
        if (json) app.print({ json, value: { items, next }, text: '' });
        if (next) app.note(`Go on with --after '${next}'`);
        throw error;
      }
      app.print({ json, value: { items }, text: sumOf(items, options.do) });
    });
}

function communitiesOf(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.lastIndexOf('=');
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
      throw usageError(`'${pair}' names no community`, 'Write vo.example=sea');
    }),
  );
}

/** Of one page: they are printed as they come. */
function rowsOf(items: ImportedSecret[]): string {
  const rows = items.map(each => [
    ...[each.outcome, each.person ?? each.subject],
    [each.organisation, each.path].filter(Boolean).join('/'),
    ...[
      each.name ?? each.service ?? '',
      each.community ?? '',
      each.reason ?? '',
    ],
  ]);
  const columns = ['WHAT', 'WHOSE', 'THERE', 'HERE', 'COMMUNITY', 'WHY'];
  return rows.length > 0 ? table(columns, rows) : '';
}

function sumOf(items: ImportedSecret[], isDone: boolean): string {
  const counts = importOutcomes.flatMap(outcome => {
    const count = items.filter(each => each.outcome === outcome).length;
    return count > 0 ? `${count} ${outcome}` : [];
  });
  const sum = counts.join(', ') || 'Nothing is there';
  return `${sum}${isDone ? '' : '. Nothing was changed: add --do'}`;
}
