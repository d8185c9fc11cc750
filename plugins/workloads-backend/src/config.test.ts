import { ConfigReader } from '@backstage/config';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { describe, expect, it } from 'vitest';
import { pickDefaultEngine, readConfig } from './config';
import { addEngine } from './engines';

const read = (workloads?: object, more: object = {}) =>
  readConfig(new ConfigReader({ ...(workloads && { workloads }), ...more }));

describe('the configuration of the room', () => {
  it('is complete when nothing is said', () => {
    expect(read()).toEqual({
      defaultEngine: undefined,
      requestsPerMinute: 300,
      resyncSeconds: 30,
      gateway: {
        host: '127.0.0.1',
        port: 7008,
        baseUrl: new URL('http://apps.localhost:7008'),
        portalUrl: 'http://localhost:7007',
      },
    });
  });

  it('says what it takes', () => {
    const app = { app: { baseUrl: 'https://portal.example/' } };
    const gateway = {
      host: '0.0.0.0',
      port: 80,
      baseUrl: 'https://apps.example',
    };
    expect(read({ gateway }, app).gateway).toEqual({
      host: '0.0.0.0',
      port: 80,
      baseUrl: new URL('https://apps.example'),
      portalUrl: 'https://portal.example',
    });
  });

  it.each([
    [{ requestsPerMinute: 0 }, /workloads\.requestsPerMinute.*at least 1/],
    [
      { resyncSeconds: 0 },
      /workloads\.resyncSeconds.*between 0\.05 and 2000000/,
    ],
    [
      { resyncSeconds: 2_147_484 },
      /workloads\.resyncSeconds.*between 0\.05 and 2000000/,
    ],
    [
      { resyncSeconds: Infinity },
      /workloads\.resyncSeconds.*between 0\.05 and 2000000/,
    ],
    [{ gateway: { port: -1 } }, /workloads\.gateway\.port.*at least 0/],
    [{ gateway: { port: 65536 } }, /workloads\.gateway\.port.*at most 65535/],
    [{ gateway: { baseUrl: 'apps' } }, /workloads\.gateway\.baseUrl.*address/],
    [
      { gateway: { baseUrl: 'http://x/y' } },
      /workloads\.gateway\.baseUrl.*path/,
    ],
    [
      { gateway: { baseUrl: 'http://127.0.0.1:7008' } },
      /workloads\.gateway\.baseUrl.*name/,
    ],
  ])('refuses %j, and names the key and what is allowed', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });

  it.each(['https://portal.example', 'https://apps.portal.example'])(
    'refuses workloads at %s, where the cookies of the portal go',
    url => {
      const app = { app: { baseUrl: 'https://portal.example' } };
      expect(() => read({ gateway: { baseUrl: url } }, app)).toThrow(
        /workloads\.gateway\.baseUrl.*'portal\.example' or below it/,
      );
    },
  );

  it('picks the only engine, or the one that is named', () => {
    const engines = new Map<string, InMemoryWorkloadEngine>();
    expect(pickDefaultEngine(engines)).toBe(undefined);
    addEngine(engines, new InMemoryWorkloadEngine({ id: 'here' }));
    expect(pickDefaultEngine(engines)).toBe('here');
    addEngine(engines, new InMemoryWorkloadEngine({ id: 'there' }));
    expect(pickDefaultEngine(engines, 'there')).toBe('there');
    expect(() => pickDefaultEngine(engines)).toThrow(
      'Set workloads.defaultEngine to one of here, there',
    );
    expect(() => pickDefaultEngine(engines, 'moon')).toThrow(
      /'moon' for workloads\.defaultEngine: installed are here, there/,
    );
    expect(() =>
      addEngine(engines, new InMemoryWorkloadEngine({ id: 'here' })),
    ).toThrow("two engines 'here'");
  });
});
