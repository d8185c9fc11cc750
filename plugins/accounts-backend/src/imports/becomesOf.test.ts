import { describe, expect, it } from 'vitest';
import { becomesOf } from './becomesOf';

const of = (path: string, data: object) =>
  becomesOf(path.split('/'), data as Record<string, unknown>);

describe('what becomes of an entry of another portal', () => {
  it.each([
    ['services/mlflow/credentials', 'mlflow-credentials'],
    ['Meine Schlüssel/Für S3', 'meine-schlussel-fur-s3'],
    ['2026/key', 'key'],
    [`services/${'long/'.repeat(30)}x`, `${'long-'.repeat(12)}lon`],
  ])('of %s is called %s', (path, secret) => {
    expect(of(path, { token: 'x' })).toMatchObject({ secret, kind: 'token' });
  });

  it('is a password, a token, a text, or all of it as JSON', () => {
    expect(of('a', { username: 'ada', password: 'x y', more: 'z' })).toEqual({
      ...{ secret: 'a', kind: 'password' },
      value: { user: 'ada', password: 'x y' },
      left: ['more'],
    });
    const both = { user: 'ada', login: 'al', password: 'x', empty: '' };
    expect(of('a', both)).toMatchObject({ left: ['login'] });
    const of_ = (data: object) => of('a', data);
    expect(of_({ any: 'x y' })).toMatchObject({ kind: 'text' });
    expect(of_({ any: { deep: 1 } })).toMatchObject({
      ...{ kind: 'text', value: { text: '{"any":{"deep":1}}' } },
    });
  });

  it.each([
    ['deployments/1/llm/vllm', { token: 'x' }, /workload of the other portal/],
    ['42/-', { token: 'x' }, /no name/],
    ['empty', { token: '' }, /nothing in it/],
  ])('is nothing of %s, and says why', (path, data, said) => {
    expect(of(path, data)).toEqual({ skipped: expect.stringMatching(said) });
  });

  it.each([
    ['nextcloud', 'nextcloud', 'https://cloud.example'],
    ['owncloud', 'owncloud', 'https://cloud.example'],
    ...['other', 'constructor'].map(vendor => [
      vendor,
      'webdav',
      'https://cloud.example/remote.php/dav/files/ada%20l',
    ]),
  ])('is a storage of the vendor %s, linked as %s', (vendor, service, url) => {
    const data = { server: 'https://cloud.example/', loginName: 'ada l' };
    const whole = { ...data, vendor, appPassword: 'x' };
    const values = { url, user: 'ada l', password: 'x' };
    const account = { service, title: 'My share', values };
    expect(of('services/storage/My share', whole)).toEqual({ account });
  });

  it('says which fields of a storage are left, and has a title of its length', () => {
    const whole = { server: 'https://cloud.example', loginName: 'ada' };
    const data = { ...whole, appPassword: 'x', vendor: 'other', quota: '1' };
    const became = of(`services/storage/${'x'.repeat(200)}`, data);
    expect(became).toMatchObject({
      account: { title: 'x'.repeat(100) },
      left: ['quota'],
    });
  });

  it('is no storage where its address is missing', () => {
    const data = { loginName: 'ada', appPassword: 'x' };
    expect(of('services/storage/x', data)).toMatchObject({
      ...{ secret: 'storage-x', kind: 'password' },
    });
  });
});
