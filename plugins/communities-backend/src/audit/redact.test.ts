import { describe, expect, it } from 'vitest';
import { redact, redactText } from './redact';

const jwt = `eyJ${'a'.repeat(30)}.${'b'.repeat(30)}.${'c'.repeat(30)}`;

describe('what is kept of an event', () => {
  it.each([
    `ast_${'A1b2'.repeat(12)}`,
    jwt,
    `Bearer ${'x'.repeat(20)}`,
    'basic dXNlcjpwYXNzd29yZA==',
    `ghp_${'a'.repeat(36)}`,
    `glpat-${'a'.repeat(20)}`,
    'AKIAABCDEFGHIJKLMNOP',
    '-----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY-----',
  ])('never holds %s', secret => {
    const kept = JSON.stringify(
      redact({ note: `before ${secret} after`, deep: { list: [secret] } }),
    );
    expect(kept).not.toContain(secret);
    expect(kept).toContain('before [hidden]');
  });

  it('never holds a password of an address, or a secret of its query', () => {
    expect(redactText('https://ada:hunter2@example.org/x')).toBe(
      'https://ada:[hidden]@example.org/x',
    );
    expect(redactText('https://example.org/?a=1&ticket=abc&b=2')).toBe(
      'https://example.org/?a=1&ticket=[hidden]&b=2',
    );
  });

  it.each(['password', 'apiKey', 'clientSecret', 'Authorization', 'token'])(
    'never holds the value of a key %s',
    key => {
      expect(redact({ [key]: 'plain', more: { [key]: { a: 1 } } })).toEqual({
        [key]: '[hidden]',
        more: { [key]: '[hidden]' },
      });
    },
  );

  it('holds what only names a secret, and everything else', () => {
    const meta = {
      tokenId: 'one',
      workloadId: 'two',
      hasPassword: true,
      count: 3,
      list: ['a', null],
    };
    expect(redact(meta)).toEqual(meta);
  });

  it('is no longer than it is of use', () => {
    const kept = redact({ text: 'x'.repeat(10_000), many: Array(500).fill(1) });
    expect(JSON.stringify(kept).length).toBeLessThan(1000);
  });
});
