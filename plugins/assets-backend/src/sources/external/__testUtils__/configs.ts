import type {
  RepositoryAnswer,
  RepositoryServer,
} from '../../../datasets/__testUtils__/RepositoryServer';
import type { ExternalConfig } from '..';

/** The BioImage Model Zoo, as a server on loopback has it. */
export function zooAt(
  server: RepositoryServer,
  over: Partial<ExternalConfig> = {},
): ExternalConfig {
  return {
    ...{ id: 'bioimage', type: 'bioimage', kind: 'model' },
    ...{ url: `${server.url}/collection.json`, organizations: [], tags: [] },
    ...{ most: 1_000, everySeconds: 60, allowPrivateNetwork: true },
    ...over,
  };
}

/** Hugging Face's Hub, of which one organisation is shown. */
export function hubAt(
  server: RepositoryServer,
  over: Partial<ExternalConfig> = {},
): ExternalConfig {
  return zooAt(server, {
    ...{ id: 'hf', type: 'hugging-face', url: server.url },
    organizations: ['lab'],
    ...over,
  });
}

/** Puts answers in which `{url}` is the server's address. */
export function putAt(
  server: RepositoryServer,
  path: string,
  answers: RepositoryAnswer[],
): void {
  const text = JSON.stringify(answers).replaceAll('{url}', server.url);
  server.put(path, ...JSON.parse(text));
}
