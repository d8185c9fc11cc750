import { describe, expect, it } from 'vitest';
import { isPrivateAddress } from './guard';

describe('an address', () => {
  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.20.0.1',
      '192.168.1.1',
      '169.254.169.254',
    ],
    ...[
      '0.0.0.0',
      '100.64.0.1',
      '::1',
      'fd00::1',
      'fe80::1',
      '::ffff:127.0.0.1',
    ],
    ...['::ffff:7f00:1'],
  ])('knows that %s is private', address => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['140.82.121.3', '2606:50c0:8000::153', '::ffff:140.82.121.3'])(
    'knows that %s is public',
    address => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});
