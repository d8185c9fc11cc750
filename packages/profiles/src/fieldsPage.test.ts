import path from 'node:path';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { fieldsPage } from './__testUtils__/fieldsPage';

it('the page of fields says what the tables say', async () => {
  const page = path.resolve(__dirname, '../../../docs/metadata-fields.md');
  const text = format(fieldsPage(), { parser: 'markdown' });
  await expect(text).toMatchFileSnapshot(page);
});
