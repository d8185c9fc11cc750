import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { rateLimitOfAddress } from './rateLimit';

const FEW = 2;

describe('requests of one address', () => {
  it.each([
    ['one address, however it is written', '2001:db8::1', '2001:0DB8:0:0::1'],
    ['one house of IPv6', '2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:1:2'],
    ['one address of IPv4', '192.0.2.7', '::ffff:192.0.2.7'],
  ])('are counted together of %s', async (_of, one, other) => {
    expect(await askAs(one, other, one)).toEqual([200, 200, 429]);
  });

  it.each([
    ['houses of IPv6', '2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['addresses of IPv4', '192.0.2.7', '192.0.2.8'],
    ['families', '::1', '127.0.0.1'],
  ])('are not counted together of two %s', async (_of, one, other) => {
    expect(await askAs(one, one, other)).toEqual([200, 200, 200]);
  });
});

/** What is answered to each, one after the other. */
async function askAs(...addresses: string[]): Promise<number[]> {
  const app = express().set('trust proxy', true);
  app.use(rateLimitOfAddress(FEW), (_req, res) => res.end());
  const server = app.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const answers: number[] = [];
  for (const address of addresses) {
    const { status } = await fetch(`http://127.0.0.1:${port}/`, {
      headers: { 'x-forwarded-for': address },
    });
    answers.push(status);
  }
  await new Promise(resolve => server.close(resolve));
  return answers;
}
