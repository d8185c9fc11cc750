import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A repository of datasets, in the words of Dataverse; it has one, of two files. */
export class Repository {
  readonly files: Record<string, string> = {
    'corals.csv': 'depth,colour\n4,red\n',
    'read me.txt': 'Corals of the bay',
  };
  /** What was asked for, in order. */
  readonly asked: string[] = [];

  readonly #server = createServer((request, response) => {
    this.asked.push(request.url!);
    const { pathname, searchParams } = new URL(request.url!, 'http://r');
    if (pathname.startsWith('/api/datasets/')) {
      const isKnown = searchParams.get('persistentId') === this.#id;
      reply(response, isKnown ? 200 : 404, JSON.stringify(this.#description()));
    } else if (pathname.startsWith('/api/access/datafile/')) {
      const index = Number(pathname.split('/').at(-1));
      reply(response, 200, Object.values(this.files)[index]);
    } else {
      reply(response, 200, 'The page that a browser sees');
    }
  });
  readonly #id = 'doi:10.5072/FK2/CORALS';
  #host = '';

  static async start(host: string): Promise<Repository> {
    const repository = new Repository();
    repository.#host = host;
    repository.#server.listen(0, host);
    await once(repository.#server, 'listening');
    return repository;
  }

  /** The page of a dataset; of another than its own, there is none. */
  page(id: string = this.#id): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${this.#host}:${port}/dataset.xhtml?persistentId=${id}`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** With its newest version, as one asks for a dataset; its files alone are what one gets of a version. */
  #description(): object {
    const files = Object.entries(this.files).map(([name, text], id) => {
      const md5 = createHash('md5').update(text).digest('hex');
      const filesize = Buffer.byteLength(text);
      const checksum = { type: 'MD5', value: md5 };
      return {
        label: name,
        dataFile: { id, filename: name, filesize, md5, checksum },
      };
    });
    const title = { typeName: 'title', value: 'Corals of the bay' };
    const metadataBlocks = { citation: { fields: [title] } };
    return { data: { files, latestVersion: { metadataBlocks, files } } };
  }
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status).end(text);
}
