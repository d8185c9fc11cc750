import {
  importOutcomes,
  type ImportedSecret,
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
    .option('--do', 'do it; without it, only say what would be done')
    .action(async options => {
      const {
        json,
        fromVault: address,
        mount,
        path,
        namespace,
        issuer,
      } = options;
      const communities = communitiesOf(options.community ?? []);
      const token = await readSecret(app, 'A token of that Vault');
      if (!token) throw usageError('No token', 'Give it on standard input');
      const { secrets } = await app.portal();
      const items: ImportedSecret[] = [];
      let after: string | undefined;
      do {
        const page = await secrets.importSecrets({
          ...{ address, token, mount, path, communities },
          ...(namespace && { namespace }),
          ...(issuer && { issuer }),
          ...(after && { after }),
          dryRun: !options.do,
        });
        items.push(...page.items);
        after = page.next;
        if (after && !json) app.note(`${items.length} so far`);
      } while (after);
      app.print({ json, value: { items }, text: describe(items, options.do) });
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

function describe(items: ImportedSecret[], isDone: boolean): string {
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
  const counts = importOutcomes.flatMap(outcome => {
    const count = items.filter(each => each.outcome === outcome).length;
    return count > 0 ? `${count} ${outcome}` : [];
  });
  const sum = counts.join(', ') || 'Nothing is there';
  const how = isDone ? '' : '. Nothing was changed: add --do';
  return `${rows.length > 0 ? `${table(columns, rows)}\n` : ''}${sum}${how}`;
}
