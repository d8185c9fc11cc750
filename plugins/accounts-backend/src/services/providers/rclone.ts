import { password } from './fields';
import { tokenForRclone } from './rcloneToken';
import { TroubleError, type ServiceProvider } from './types';

const OAUTH = ['token', 'client_id', 'client_secret'];

/**
 * The backends of rclone that can be linked by their configuration, each with the
 * options that are taken. None of these names a file or a program of the machine,
 * or another remote; what is not named here is refused.
 */
const backends: Record<string, readonly string[]> = {
  b2: ['account', 'key'],
  drive: [...OAUTH, 'scope', 'root_folder_id', 'team_drive'],
  dropbox: OAUTH,
  onedrive: [...OAUTH, 'drive_id', 'drive_type', 'region'],
  pcloud: [...OAUTH, 'hostname', 'root_folder_id'],
};

/**
 * Those whose token gives the next one once. rclone keeps that in its memory alone:
 * what is kept here would be used up, and the owner's own copy of it with it.
 */
const rotating = ['box'];

/** Kept in sight: they say what it is, and let nobody in. */
const PUBLIC = [
  ...['scope', 'root_folder_id', 'team_drive', 'drive_id', 'drive_type'],
  ...['region', 'hostname', 'account'],
];

export const rclone: ServiceProvider = {
  id: 'rclone',
  title: 'rclone',
  kind: 'storage',
  form: {
    required: ['configuration'],
    properties: {
      configuration: {
        ...password,
        title: 'Configuration',
        description: `What 'rclone config show <name>' prints: of ${Object.keys(
          backends,
        ).join(', ')}`,
        format: 'textarea',
        maxLength: 16_000,
      },
    },
  },
  async verify({ configuration }) {
    const { type } = read(configuration);
    return { user: type, unasked: true };
  },
  remote({ configuration }) {
    const { type, options } = read(configuration);
    const pick = (isPublic: boolean) =>
      Object.fromEntries(
        Object.entries(options).filter(
          ([name]) => PUBLIC.includes(name) === isPublic,
        ),
      );
    return { type, options: pick(true), secrets: pick(false) };
  },
};

/** One section of a configuration file. */
function read(text: string) {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line && !/^[#;]/.test(line) && !/^\[[^\]]*\]$/.test(line));
  const pairs = lines.map(line => {
    const [, name, value] = /^([a-z0-9_]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (!name)
      throw new TroubleError('unclear', 'A line is not `name = value`');
    return [name, value] as const;
  });
  const { type = '', ...options } = Object.fromEntries(pairs);
  const known = Object.hasOwn(backends, type) ? backends[type] : undefined;
  if (rotating.includes(type)) {
    throw new TroubleError(
      'unclear',
      `A token of ${type} is renewed once alone, and lost by that: it cannot be linked`,
    );
  }
  if (!known) {
    const allowed = Object.keys(backends).join(', ');
    throw new TroubleError('unclear', `The type has to be one of ${allowed}`);
  }
  const wrong = Object.keys(options).find(name => !known.includes(name));
  if (wrong) {
    const allowed = known.join(', ');
    throw new TroubleError('unclear', `'${wrong}' is not one of ${allowed}`);
  }
  if (!known.includes('token')) return { type, options };
  const token = tokenForRclone({ token: options.token ?? '' });
  return { type, options: { ...options, token } };
}
