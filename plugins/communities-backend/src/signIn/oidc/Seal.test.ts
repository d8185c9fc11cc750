import { describe, expect, it } from 'vitest';
import { Seal } from './Seal';

const old = 'an old secret of thirty-two chars';
const present = 'the present secret of 32 characters';

describe('a seal', () => {
  it('is opened by who made it, also with a new secret, and by nobody else', () => {
    const sealed = new Seal([old], 'tokens').close({ refreshToken: 'r' });
    expect(sealed).not.toContain('refreshToken');
    expect(new Seal([present, old], 'tokens').open(sealed)).toEqual({
      refreshToken: 'r',
    });
    expect(new Seal([present], 'tokens').open(sealed)).toBeUndefined();
    expect(new Seal([old], 'transaction').open(sealed)).toBeUndefined();
  });

  it('is broken by any change', () => {
    const seal = new Seal([present], 'tokens');
    const sealed = Buffer.from(seal.close({ a: 1 }), 'base64url');
    for (const place of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[place] ^= 1;
      expect(seal.open(changed.toString('base64url'))).toBeUndefined();
    }
    expect(seal.open('')).toBeUndefined();
    expect(seal.open('short')).toBeUndefined();
  });
});
