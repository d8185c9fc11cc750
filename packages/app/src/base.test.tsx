import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SearchField } from '@backstage/ui';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';

it('a search field has one ring, around all of it', () => {
  const css = readFileSync(path.resolve(__dirname, 'base.css'), 'utf8');
  render(<SearchField aria-label="Search" />);
  const input = screen.getByRole('searchbox');
  // The names are Backstage UI's: an upgrade that changes them is noticed here.
  for (const name of ['SearchFieldInput', 'SearchFieldInputWrapper']) {
    expect(css).toContain(`.bui-${name}:`);
    expect(input.closest(`.bui-${name}`)).toBeVisible();
  }
  expect(input).toHaveClass('bui-SearchFieldInput');
});
