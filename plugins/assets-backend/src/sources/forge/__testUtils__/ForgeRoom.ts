import { expect } from 'vitest';
import { AssetFolder, eventually, startAssets } from '../../../__testUtils__';
import type { ForgeServer } from '../../../testUtils';

/** Metadata that nothing is wrong with. */
export const valid = (title: string) => `metadata_version: 2.3.0
title: ${title}
summary: One of the test forge.
description: Long.
links: { source_code: https://example.org/x }
tags: []
tasks: [Other]
categories: [AI4 inference]
libraries: [Other]
`;

/** The assets room that reads a forge, and what tests ask of it. */
export class ForgeRoom {
  readonly folder: AssetFolder;
  readonly #forge: ForgeServer;
  readonly #room: Awaited<ReturnType<typeof startAssets>>;

  private constructor(
    parts: { folder: AssetFolder; forge: ForgeServer },
    room: Awaited<ReturnType<typeof startAssets>>,
  ) {
    this.folder = parts.folder;
    this.#forge = parts.forge;
    this.#room = room;
  }

  static async start(forge: ForgeServer, config: object): Promise<ForgeRoom> {
    const folder = await AssetFolder.create();
    const forges = [forge.config(config)];
    const room = await startAssets({ folder, forges });
    return new ForgeRoom({ folder, forge }, room);
  }

  async stop(): Promise<void> {
    await this.#room.stop();
    await this.folder.remove();
  }

  readonly items = async () => {
    const { body } = await this.#get('assets?limit=100');
    return body.items as { name: string; title: string; valid: boolean }[];
  };

  readonly asset = async (name: string) =>
    (await this.#get(`assets/module/${name}`)).body;

  readonly source = async () => {
    const { body } = await this.#get('problems');
    return body.sources.find((s: { id: string }) => s.id === 'forge:test');
  };

  /** Has it read once more. Answers what the forge was asked for. */
  readonly reread = async () => {
    const { api, base } = this.#room;
    const count = this.#forge.requests.length;
    await api.post(`${base}/refresh`).expect(202);
    await eventually(async () => {
      expect(this.#forge.requests.length).toBeGreaterThan(count);
      const { body } = await this.#get('problems');
      for (const source of body.sources) {
        expect(Date.parse(source.dueAt)).toBeGreaterThan(0);
      }
    });
    return this.#forge.requests.slice(count);
  };

  #get(path: string) {
    const { api, base } = this.#room;
    return api.get(`${base}/${path}`).expect(200);
  }
}
