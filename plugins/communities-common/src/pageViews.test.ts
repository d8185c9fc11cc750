import { describe, expect, it } from 'vitest';
import { pageKindOf } from './pageViews';

describe('what kind of page an address is', () => {
  const pages = ['/', '/tools', '/workloads', '/workloads/new'];

  it.each([
    ['/', '/'],
    ['/tools', '/tools'],
    ['/tools/', '/tools'],
    ['/tools/a-name', '/tools/*'],
    ['/tools/a/b/c', '/tools/*'],
    ['/workloads/new/x', '/workloads/new/*'],
    ['/toolsmith', undefined],
    ['/ada@example.org', undefined],
  ])('of %s is %s', (path, kind) => {
    expect(pageKindOf(path, pages)).toBe(kind);
  });
});
