import { describe, expect, it } from 'vitest';
import { isWellFormed, newToken } from './tokenFormat';

describe('an access token', () => {
  it('is known by its looks, and never twice the same', () => {
    const tokens = Array.from({ length: 200 }, newToken);
    expect(new Set(tokens).size).toBe(200);
    for (const token of tokens) {
      expect(token).toMatch(/^ast_[0-9A-Za-z]{49}$/);
      expect(isWellFormed(token)).toBe(true);
    }
  });

  it('is none with a slip in it', () => {
    const token = newToken();
    const other = token[20] === 'a' ? 'b' : 'a';
    for (const slip of [
      token.slice(0, -1),
      `${token}0`,
      `${token.slice(0, 20)}${other}${token.slice(21)}`,
      token.toUpperCase(),
      ` ${token}`,
      `${token}\n`,
      '',
    ]) {
      expect([slip, isWellFormed(slip)]).toEqual([slip, false]);
    }
  });
});
