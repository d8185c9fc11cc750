import { saveFile } from '@astrolabe/ui';

/** Has the browser keep something. The session is in a header, so a plain link would not be let in. */
export async function save(
  response: Response,
  fileName: string,
): Promise<void> {
  saveFile({ blob: await response.blob(), fileName });
}
