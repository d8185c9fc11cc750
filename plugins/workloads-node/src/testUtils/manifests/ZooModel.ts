import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** ONNX: one where `raw` is more than a half, else zero, as `mask`. */
const WEIGHTS =
  'CAg6qQEKIAoDcmF3CgZicmlnaHQSCGJyaWdodGVyIgdHcmVhdGVyCiEKCGJyaWdodGVyEgRtYXNrIgRDYXN0KgkKAnRvGAGgAQISCXRocmVzaG9sZCoSCAEQASIEAAAAP0IGYnJpZ2h0WiAKA3JhdxIZChcIARITCgMSAWIKAggBCgMSAXkKAxIBeGIhCgRtYXNrEhkKFwgBEhMKAxIBYgoCCAEKAxIBeQoDEgF4QgQKABAR';
const SIDE = 8;

/** A small model as the BioImage Model Zoo publishes them, on a server of this machine. */
export class ZooModel {
  /** One that it takes; what it marks in it is the same: half of it. */
  static readonly picture = toNpy(
    Array.from({ length: SIDE ** 2 }, (_, i) => i % 2),
  );
  readonly #server: Server;
  readonly #files = new Map<string, Buffer>();

  constructor() {
    this.#files.set('weights.onnx', Buffer.from(WEIGHTS, 'base64'));
    this.#files.set('picture.npy', ZooModel.picture);
    this.#files.set('README.md', Buffer.from('# Threshold\n\n## Validation\n'));
    this.#files.set('rdf.yaml', Buffer.from(JSON.stringify(this.#describe())));
    this.#server = createServer((req, res) => {
      const file = this.#files.get(req.url!.slice(1));
      res.writeHead(file ? 200 : 404).end(file);
    });
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Address of its description. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/rdf.yaml`;
  }

  /** What it marks in its picture is the picture. */
  #describe(): object {
    const least = { min: SIDE, step: 1 };
    return {
      ...{ type: 'model', format_version: '0.5.4', name: 'Threshold' },
      description: 'Marks what is bright.',
      authors: [{ name: 'Ada Lovelace' }],
      cite: [{ text: 'None', url: 'https://example.org' }],
      ...{ license: 'MIT', documentation: 'README.md' },
      inputs: [this.#tensor('raw', () => least)],
      outputs: [
        this.#tensor('mask', axis => ({ tensor_id: 'raw', axis_id: axis })),
      ],
      weights: {
        onnx: { ...this.#named('weights.onnx'), opset_version: 17 },
      },
    };
  }

  #tensor(id: string, size: (axis: string) => object): object {
    return {
      id,
      axes: [
        { type: 'batch' },
        { type: 'channel', channel_names: ['intensity'] },
        ...['y', 'x'].map(axis => ({
          ...{ type: 'space', id: axis, size: size(axis) },
        })),
      ],
      data: { type: 'float32' },
      test_tensor: this.#named('picture.npy'),
    };
  }

  #named(source: string): object {
    const sha256 = createHash('sha256')
      .update(this.#files.get(source)!)
      .digest('hex');
    return { source, sha256 };
  }
}

/** As a file of NumPy: one picture of one channel. */
function toNpy(values: number[]): Buffer<ArrayBuffer> {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, ${SIDE}, ${SIDE}), }`;
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00v\x00', 'latin1'),
    Buffer.from(`${header.padEnd(117)}\n`),
    Buffer.from(Float32Array.from(values).buffer),
  ]);
}
