/** Asks a forge, which says of these what it has. */
type Ask = (
  method: string,
  route: string,
  body?: object,
) => Promise<{ sha?: string; commit: { sha: string } }>;

/** Somebody pushes files to the main branch, in one commit; gives that. */
export async function pushTo(
  api: Ask,
  name: string,
  files: Record<string, string>,
): Promise<string> {
  const changes = [];
  for (const [path, text] of Object.entries(files)) {
    const where = `${name}/contents/${path}`;
    const { sha } = await api('GET', where).catch(() => ({ sha: undefined }));
    const operation = sha ? 'update' : 'create';
    const content = Buffer.from(text, 'utf8').toString('base64');
    changes.push({ operation, path, sha, content });
  }
  const body = { files: changes, message: 'Change', branch: 'main' };
  const { commit } = await api('POST', `${name}/contents`, body);
  return commit.sha;
}
