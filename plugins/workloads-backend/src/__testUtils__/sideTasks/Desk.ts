import type {
  StorageStatus,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { eventually, type Portal } from '../startWorkloads';

const SECONDS = 120;

/** Where Ada launches what has side tasks, and reads what became of it. */
export class Desk {
  readonly #portal: Portal;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  async launch(storage: object): Promise<string> {
    const { body } = await this.#portal
      .as('ada')
      .launch({ storage }, { tool: 'reader' })
      .expect(201);
    return body.id;
  }

  /** When it is in one of these states. */
  until(id: string, ...states: string[]): Promise<Workload> {
    return eventually(async () => {
      const { body } = await this.#portal.as('ada').get(`/v1/workloads/${id}`);
      if (states.includes(body.state)) return body;
      throw new Error(`Never ${states}: ${JSON.stringify(body.reason)}`);
    }, SECONDS);
  }

  async ended(storage: object): Promise<Workload> {
    const id = await this.launch(storage);
    return this.until(id, 'completed', 'failed');
  }

  /** What the reader said: its last words may come a moment after its end. */
  said(workload: { id: string }): Promise<unknown> {
    return eventually(async () =>
      JSON.parse(await this.log(workload, 'reader')),
    );
  }

  /** How its storages do. */
  async storages(id: string): Promise<StorageStatus[]> {
    const { body } = await this.#portal
      .as('ada')
      .get(`/v1/workloads/${id}/storages`)
      .expect(200);
    return body.items;
  }

  /** A file of its folder. */
  async file(id: string, path: string): Promise<string> {
    const { body } = await this.#portal
      .as('ada')
      .get(`/v1/workloads/${id}/files/content?path=${encodeURIComponent(path)}`)
      .expect(200);
    return String(body);
  }

  async stop(id: string): Promise<void> {
    await this.#portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
  }

  async restart(id: string): Promise<void> {
    await this.#portal
      .as('ada')
      .post(`/v1/workloads/${id}/restart`)
      .expect(200);
  }

  async copyBack(id: string): Promise<void> {
    await this.#portal
      .as('ada')
      .post(`/v1/workloads/${id}/copy-back`)
      .expect(200);
  }

  /** Deletes it, and waits until it is gone. */
  async remove(id: string, { giveUpFiles = false } = {}): Promise<void> {
    const path = `/v1/workloads/${id}`;
    const ada = this.#portal.as('ada');
    await ada.delete(`${path}?giveUpFiles=${giveUpFiles}`).expect(204);
    await eventually(async () => {
      await this.#portal.as('ada').get(`/v1/workloads/${id}`).expect(404);
    }, 60);
  }

  async log({ id }: { id: string }, task: string): Promise<string> {
    const { body } = await this.#portal
      .as('ada')
      .get(`/v1/workloads/${id}/logs?task=${task}&offset=0`)
      .expect(200);
    return body.text;
  }
}
