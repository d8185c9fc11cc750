import { describe, expect, it } from 'vitest';
import { rank } from './rank';

describe('what the command palette finds', () => {
  it.each(['dark', 'Dark', 'theme dark', 'the da'])(
    'has the words that were typed: %s',
    typed => {
      expect(rank('theme dark', typed, ['Theme: Dark'])).toBe(1);
      expect(rank('page /workloads', typed, ['My workloads'])).toBe(0);
    },
  );

  it('has what begins so before what only contains it', () => {
    const within = rank('page /workloads', 'loads', ['My workloads']);
    expect(within).toBeGreaterThan(0);
    expect(rank('1', 'loads', ['Loads of corals'])).toBeGreaterThan(within);
  });

  it('is found without typing accents', () => {
    expect(rank('sign out', 'sesion', ['Cerrar sesión'])).toBe(1);
  });

  it('is nothing for signs alone', () => {
    expect(rank('page /workloads', ':', ['My workloads'])).toBe(0);
  });
});
