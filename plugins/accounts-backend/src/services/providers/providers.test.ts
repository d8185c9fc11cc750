import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  httpServices,
  LocalService,
  makeKey,
  makeRsaKey,
  PASSWORD,
  signInAt,
  startService,
  startSftp,
  TOKEN,
  USER,
} from '../../__testUtils__/services';
import { providers, type Reach, type Values } from '.';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function reachBy(guard: NetworkGuard, timeoutMs = 20_000): Reach {
  return { guard, client: new GuardedClient(guard), timeoutMs };
}
const open = reachBy(new NetworkGuard({ anything: true }));
const closed = reachBy(new NetworkGuard({}));

const provider = (id: string) => providers.find(each => each.id === id)!;
async function start(id: string) {
  const started = await startService(id);
  cleanups.push(() => started.service.stop());
  return started;
}
const secretsOf = (id: string, values: Values) => {
  const { properties } = provider(id).form;
  return Object.keys(values).filter(name => properties[name]?.writeOnly);
};

describe('what can be linked', () => {
  it('has a form whose fields are there, and something secret in it', () => {
    for (const { id, form } of providers) {
      const names = Object.keys(form.properties);
      expect(names).toEqual(expect.arrayContaining([...form.required]));
      const isSecret = ({ writeOnly = false }) => writeOnly;
      expect([id, Object.values(form.properties).some(isSecret)]).toEqual([
        id,
        true,
      ]);
    }
    expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length);
  });

  it('is tried here, each', () => {
    const tried = [...httpServices, 'sftp', 'rclone'];
    expect(providers.map(({ id }) => id).sort()).toEqual(tried.sort());
  });
});

describe('Zenodo', () => {
  it.each([
    ['an empty list of anything', []],
    ['a list of something else', [{ name: 'leaves' }]],
  ])('is not where there is %s', async (_, json) => {
    const other = await LocalService.start(({ path }) =>
      path.startsWith('/api/deposit') ? { json } : { json: {} },
    );
    cleanups.push(() => other.stop());
    const values = { url: other.url, token: TOKEN };
    await expect(provider('zenodo').verify(values, open)).rejects.toMatchObject(
      { trouble: 'not-found' },
    );
  });
});

it('says what a token of Zenodo has to hold that is not let in', async () => {
  const other = await LocalService.start(() => ({ status: 403, json: {} }));
  cleanups.push(() => other.stop());
  const values = { url: other.url, token: TOKEN };
  await expect(provider('zenodo').verify(values, open)).rejects.toMatchObject({
    ...{
      trouble: 'forbidden',
      message: expect.stringMatching(/deposit:write/),
    },
  });
});

describe.each(httpServices)('%s', id => {
  it('lets in who is known there, and says who that is', async () => {
    const { values } = await start(id);
    const { user } = await provider(id).verify(values, open);
    // Zenodo tells nobody who they are.
    if (id === 'zenodo') expect(user).toBeUndefined();
    else expect([USER, TOKEN, 'ada']).toContain(user);
  });

  it('says why it lets nobody else in, without what is secret', async () => {
    const { values } = await start(id);
    for (const name of secretsOf(id, values)) {
      // A wrong secret key of S3 is noticed by real servers alone.
      const wrong = id === 's3' ? 'accessKeyId' : name;
      const asked = provider(id).verify({ ...values, [wrong]: 'wrong' }, open);
      const error = await asked.catch(each => each);
      expect(error).toMatchObject({ trouble: 'refused' });
      expect(error.message).not.toContain(PASSWORD);
    }
  });

  it('is told apart from what it is not, and from what is away', async () => {
    const { service, values } = await start(id);
    const troubleOf = async (reach = open) =>
      (
        await provider(id)
          .verify(values, reach)
          .catch(each => each)
      ).trouble;
    service.instead = { text: '<html>Welcome</html>' };
    const isOpen = id === 'registry'; // One that answers 200 lets everybody in.
    expect(await troubleOf()).toBe(isOpen ? undefined : 'not-found');
    service.instead = { status: 404 };
    expect(await troubleOf()).toBe('not-found');
    service.instead = { status: 503 };
    expect(await troubleOf()).toBe('away');
    service.instead = { status: 302, headers: { location: 'http://[::1]:1/' } };
    // What is asked by POST follows nobody.
    expect(await troubleOf()).toBe(id === 'dropbox' ? 'unclear' : 'away');
    service.instead = 'nothing';
    expect(await troubleOf({ ...open, timeoutMs: 200 })).toBe('away');
    await service.stop();
    cleanups.pop();
    expect(await troubleOf()).toBe('away');
  });

  it('is not asked where it is in a private network', async () => {
    const { service, values } = await start(id);
    await expect(provider(id).verify(values, closed)).rejects.toMatchObject({
      trouble: 'private',
    });
    expect(service.asked).toEqual([]);
  });
});

describe('SFTP', () => {
  it('lets in who is known there, and nobody else', async () => {
    const { values, stop } = await startSftp({
      user: USER,
      password: PASSWORD,
    });
    cleanups.push(stop);
    const { verify } = provider('sftp');
    expect(await verify(values, open)).toMatchObject({ user: USER });
    const troubleOf = async (more: object, reach = open) =>
      (await verify({ ...values, ...more }, reach).catch(each => each)).trouble;
    expect(await troubleOf({ password: 'wrong' })).toBe('refused');
    expect(await troubleOf({ password: '' })).toBe('refused');
    expect(await troubleOf({ key: 'no key' })).toBe('refused');
    expect(await troubleOf({ port: '1' })).toBe('away');
    expect(await troubleOf({}, closed)).toBe('private');
  });

  it('lets in by a private key, which may have a passphrase', async () => {
    const { private: key, public: publicKey } = makeKey(PASSWORD);
    const { values, stop } = await startSftp({
      ...{ user: USER, password: 'another', publicKey },
    });
    cleanups.push(stop);
    const { host, port, user } = values;
    const verify = (passphrase?: string) => {
      const given = {
        host,
        port,
        user,
        key,
        ...(passphrase && { passphrase }),
      };
      return provider('sftp').verify(given, open);
    };
    expect(await verify(PASSWORD)).toMatchObject({ user: USER });
    for (const wrong of ['wrong', undefined]) {
      const error = await verify(wrong).catch(each => each);
      expect(error).toMatchObject({
        trouble: 'refused',
        message: expect.stringContaining('passphrase'),
      });
    }
  });

  it('has to show the key that it showed first, and gets nothing otherwise', async () => {
    const [own, second, other] = [makeKey(), makeRsaKey(), makeKey()];
    const known = { user: USER, password: PASSWORD };
    const first = await startSftp(known, { hostKeys: [own.private] });
    const { values } = first;
    const { verify } = provider('sftp');
    const { also } = await verify(values, open);
    expect(also!.hostKey).toBe(own.public.split(' ').slice(0, 2).join(' '));
    expect(also!.fingerprint).toMatch(/^SHA256:[\w+/]{43}$/);
    await first.stop();
    const port = Number(values.port);
    const again = async (hostKeys: string[]) => {
      const server = await startSftp(known, { hostKeys, port });
      const { trouble = 'none' } = await verify(
        { ...values, ...also },
        open,
      ).catch(each => each);
      await server.stop();
      return trouble;
    };
    // It may have got one more; another one, or of another kind, is another server.
    expect(await again([second.private, own.private])).toBe('none');
    expect(await again([other.private])).toBe('changed');
    expect(await again([second.private])).toBe('changed');
  });
});

describe('Nextcloud', () => {
  it('gives the portal a password of its own when a person has signed in there', async () => {
    const { service } = await start('nextcloud');
    const { login } = provider('nextcloud');
    const begun = await login!.begin({ url: service.url }, open);
    expect(await login!.poll(begun.state, open)).toBeUndefined();
    signInAt(begun.url);
    const values = { url: service.url, user: USER, password: PASSWORD };
    expect(await login!.poll(begun.state, open)).toEqual(values);
    expect(service.asked[0].headers['user-agent']).toBe('Astrolabe');
  });

  it('sends nobody to another server, and no token', async () => {
    const { service } = await start('nextcloud');
    const { login } = provider('nextcloud');
    const here = `${service.url}/x`;
    for (const [place, endpoint] of [
      ['https://evil.example/login', here],
      [here, 'https://evil.example/poll'],
      ['data:text/html,x', here],
    ]) {
      service.instead = {
        json: { login: place, poll: { token: TOKEN, endpoint } },
      };
      await expect(
        login!.begin({ url: service.url }, open),
      ).rejects.toMatchObject({ trouble: 'unclear' });
    }
  });

  it('is reached in the folder of the person, whatever they sign in with', async () => {
    const { values } = await start('nextcloud');
    const { also } = await provider('nextcloud').verify(values, open);
    const { options, secrets } = provider('nextcloud').remote!({
      ...values,
      ...also,
    });
    expect(options.url).toBe(`${values.url}/remote.php/dav/files/ada/`);
    expect(secrets).toEqual({ pass: PASSWORD });
  });
});

describe('a configuration of rclone', () => {
  const { verify, remote } = provider('rclone');
  const text = (...lines: string[]) => ({ configuration: lines.join('\n') });

  it('is taken as it is printed', async () => {
    const token = '{"access_token":"canary","expiry":"2026-01-01T00:00:00Z"}';
    const values = text(
      ...['[my drive]', 'type = drive', 'scope = drive', `token = ${token}`],
    );
    expect(await verify(values, open)).toEqual({
      ...{ user: 'drive', unasked: true },
    });
    expect(remote!(values)).toEqual({
      type: 'drive',
      options: { scope: 'drive' },
      secrets: { token },
    });
  });

  it.each([
    ['reads files of the machine', 'type = local'],
    ['leads to another remote', 'type = alias\nremote = /etc'],
    ['runs a program', 'type = sftp\nssh = touch /tmp/x'],
    ['reads a key file', 'type = drive\nservice_account_file = /etc/shadow'],
    ['asks the machine who it is', 'type = drive\nenv_auth = true'],
    ['sends tokens elsewhere', 'type = drive\ntoken_url = http://127.0.0.1'],
    ['has no token', 'type = drive\nscope = drive'],
    ['has a token that is none', 'type = drive\ntoken = {"a":1}'],
    ['is no configuration', 'hello'],
    ['is a word of JavaScript', 'type = constructor'],
  ])('is refused when it %s', async (_what, lines) => {
    await expect(verify(text(lines), open)).rejects.toMatchObject({
      trouble: 'unclear',
    });
  });

  it('is refused, with the reason, where to use it once is to lose it', async () => {
    const box = text('type = box', 'token = {"access_token":"canary"}');
    await expect(verify(box, open)).rejects.toMatchObject({
      trouble: 'unclear',
      message: expect.stringMatching(/token of box .*lost/),
    });
  });
});

describe('a token of rclone', () => {
  const { verify, remote } = provider('dropbox');
  const printed = (more: object) =>
    JSON.stringify({ access_token: 'canary', ...more });

  it('is taken as it is printed, and renewed by rclone', async () => {
    const token = printed({
      ...{ refresh_token: 'canary-next', token_type: 'bearer' },
      expiry: '2026-01-01T00:00:00Z',
    });
    // It is over, so that there is nothing to ask with.
    expect(await verify({ token }, closed)).toEqual({ unasked: true });
    expect(JSON.parse(remote!({ token }).secrets.token)).toEqual(
      JSON.parse(token),
    );
  });

  it('is refused when it is over, or is none', async () => {
    const over = printed({ expiry: '2026-01-01T00:00:00Z' });
    await expect(verify({ token: over }, open)).rejects.toMatchObject({
      trouble: 'expired',
    });
    for (const token of ['{"a": 1}', 'null ', '<html>', '{']) {
      await expect(verify({ token }, open)).rejects.toMatchObject({
        trouble: 'unclear',
      });
    }
  });
});

describe('every storage', () => {
  it('gives rclone its secrets as secrets alone', async () => {
    for (const each of providers.filter(({ remote }) => remote)) {
      const { properties } = each.form;
      const values = Object.fromEntries(
        Object.entries(properties).map(([name, { writeOnly }]) => [
          name,
          writeOnly ? `canary-${name}` : `plain-${name}`,
        ]),
      );
      if (each.id === 'rclone') values.configuration = 'type=b2\nkey=canary-1';
      const { options, secrets, root } = each.remote!(values);
      expect(JSON.stringify([options, root])).not.toContain('canary');
      expect(JSON.stringify(secrets)).toContain('canary');
      expect(JSON.stringify(secrets)).not.toContain('plain');
    }
  });
});
