import { expect, it } from 'vitest';
import { huggingFace } from '.';
import { documentOf } from '../../describe';
import { assetOf, everything, subject } from '../../__testUtils__';

function head(spec: object) {
  const asset = assetOf('model', 'x', { ...everything, ...spec });
  return documentOf(huggingFace, subject(asset)).front;
}

const links = (dataset: string, baseModel: string) =>
  head({ links: { dataset, baseModel } });

it('models and datasets of the Hub are called as it calls them', () => {
  const hub = 'https://huggingface.co';
  expect(links(`${hub}/datasets/squad`, `${hub}/google/vit/`)).toMatchObject({
    datasets: ['squad'],
    base_model: 'google/vit',
  });
  expect(links(`${hub}/datasets/stanford/squad`, '')).toMatchObject({
    datasets: ['stanford/squad'],
  });
});

it('what is no dataset, or no model, is not called one', () => {
  const hub = 'https://huggingface.co';
  const front = links(`${hub}/google/vit`, `${hub}/datasets/squad`);
  expect(front).not.toHaveProperty('datasets');
  expect(front).not.toHaveProperty('base_model');
});

it.each([
  ['GPL-3.0-or-later', { license: 'gpl-3.0' }],
  ['LGPL-2.1-only', { license: 'lgpl-2.1' }],
  ['ODbL-1.0', { license: 'odbl' }],
  ['MIT', { license: 'mit' }],
  ['Zed', { license: 'other', license_name: 'Zed' }],
  ['Ask me', { license: 'other', license_name: 'Ask me' }],
])('the licence %s is %o at the Hub', (license, there) => {
  const { license: is, license_name: name } = head({ license }) as never;
  expect({ license: is, ...(name ? { license_name: name } : {}) }).toEqual(
    there,
  );
});

it('a library that the Hub has no name for, or a second one, is a tag', () => {
  const libraries = ['TensorFlow', 'scikit-learn', 'PyTorch'];
  expect(
    head({ libraries, tasks: [], categories: [], tags: [], dataTypes: [] }),
  ).toMatchObject({ library_name: 'sklearn', tags: ['TensorFlow', 'PyTorch'] });
});
