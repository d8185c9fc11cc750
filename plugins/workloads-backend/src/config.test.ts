import { ConfigReader } from '@backstage/config';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { describe, expect, it } from 'vitest';
import { pickLaunchEngines, readConfig } from './config';
import { addEngine } from './engines';

const read = (workloads?: object, more: object = {}) =>
  readConfig(new ConfigReader({ ...(workloads && { workloads }), ...more }));

describe('the configuration of the room', () => {
  it('is complete when nothing is said', () => {
    expect(read()).toEqual({
      launchEngines: undefined,
      engineAnswerSeconds: 3,
      standing: { everyMs: 10_000, freshMs: 5000, graceMs: 60_000 },
      advice: { seconds: 10, requestsPerMinute: 10 },
      requestsPerMinute: 300,
      resyncSeconds: 30,
      history: { days: 365, rows: 100_000 },
      bytesPerTask: 5 * 1024 ** 2,
      places: new Map(),
      artefactLimits: {
        bytesEach: 32 * 1024 ** 2,
        bytesPerRun: 128 * 1024 ** 2,
        bytesPerPerson: 1024 ** 3,
      },
      snapshots: {
        bytesEach: 10 * 1024 ** 3,
        bytesPerPerson: 15 * 1024 ** 3,
        perPerson: 20,
      },
      usage: { everySeconds: 60, perSecond: 20, days: 31 },
      smtp: undefined,
      gateway: {
        host: '127.0.0.1',
        port: 7008,
        baseUrl: new URL('http://apps.localhost:7008'),
        portalUrl: 'http://localhost:7007',
        ingresses: [],
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
      ingresses: [],
    });
  });

  it('says where each ingress is, and where it finds the gateway', () => {
    const gateway = { baseUrl: 'https://apps.example' };
    const ifca = {
      siteId: 'global.ifca',
      baseUrl: 'https://apps.ifca.example',
      secret: 'x'.repeat(32),
    };
    const iisas = {
      siteId: 'global.iisas',
      baseUrl: 'http://apps.iisas.example:8080',
      gatewayUrl: 'http://10.0.0.1:7008',
      secret: 'y'.repeat(32),
    };
    const { ingresses } = read({ gateway, ingresses: [ifca, iisas] }).gateway;
    expect(ingresses.map(({ gatewayUrl }) => gatewayUrl.href)).toEqual([
      'https://ingress.apps.example/',
      'http://10.0.0.1:7008/',
    ]);
    expect(ingresses[0].baseUrl.host).toBe('apps.ifca.example');
    const bad = [
      [{ secret: 'short' }, /secret.*at least 32/],
      [{ baseUrl: 'https://1.2.3.4' }, /ingresses\[\]\.baseUrl/],
      [{ baseUrl: 'https://apps.example' }, /host of its own/],
      [{ siteId: 'global.ifca' }, /each site has one/],
      [{ gatewayUrl: 'https://x.example/path' }, /gatewayUrl/],
    ] as const;
    for (const [change, reason] of bad) {
      const all = [ifca, { ...iisas, ...change }];
      expect(() => read({ gateway, ingresses: all })).toThrow(reason);
    }
    const app = { app: { baseUrl: 'https://ifca.example' } };
    expect(() => read({ gateway, ingresses: [ifca] }, app)).toThrow(
      /portal's cookies/,
    );
  });

  it('keeps the way to the mail server secret unless told otherwise', () => {
    const smtp = { host: 'smtp.example', from: 'Us <us@portal.example>' };
    expect(read({ notices: { smtp } }).smtp).toEqual({
      ...smtp,
      port: 587,
      security: 'starttls',
    });
    const tls = { ...smtp, security: 'tls', username: 'us', password: 'p' };
    expect(read({ notices: { smtp: tls } }).smtp).toEqual({
      ...tls,
      port: 465,
    });
  });

  it.each([
    [{ security: 'ssl' }, /smtp\.security.*one of tls, starttls, none/],
    [{ security: 'none', username: 'us' }, /smtp\.security.*in the clear/],
    [{ port: 65_536 }, /smtp\.port.*at most 65535/],
    [{ from: 'us' }, /smtp\.from.*an address/],
    [{ from: 'us@a.example\nBcc: x@y.example' }, /smtp\.from.*one line/],
    [{ username: 'us' }, /smtp\.password/],
  ])('is refused when it says %j of the mail server', (smtp, message) => {
    const usual = { host: 'smtp.example', from: 'us@portal.example' };
    const notices = { smtp: { ...usual, ...smtp } };
    expect(() => read({ notices })).toThrow(message);
  });

  it.each([
    [{ requestsPerMinute: 0 }, /workloads\.requestsPerMinute.*at least 1/],
    [
      { engineAnswerSeconds: 61 },
      /workloads\.engineAnswerSeconds.*between 0\.05 and 60/,
    ],
    [{ history: { days: 0 } }, /workloads\.history\.days.*between 1 and 36500/],
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

  it('takes all engines for new workloads, or those that are named, in that order', () => {
    const engines = new Map<string, InMemoryWorkloadEngine>();
    const picked = (wanted?: string[]) =>
      pickLaunchEngines(engines, wanted).map(({ id }) => id);
    expect(picked()).toEqual([]);
    addEngine(engines, new InMemoryWorkloadEngine({ id: 'here' }));
    addEngine(engines, new InMemoryWorkloadEngine({ id: 'there' }));
    expect(picked()).toEqual(['here', 'there']);
    expect(picked(['there', 'here'])).toEqual(['there', 'here']);
    expect(picked([])).toEqual([]);
    expect(() => picked(['here', 'moon'])).toThrow(
      "Invalid value 'moon' in workloads.launchEngines: installed are here, there",
    );
    expect(() => picked(['here', 'here'])).toThrow(/'here'.*named twice/);
    expect(() =>
      addEngine(engines, new InMemoryWorkloadEngine({ id: 'here' })),
    ).toThrow("two engines 'here'");
  });
});
