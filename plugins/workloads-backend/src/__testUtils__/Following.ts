import type { Test } from 'supertest';
import { expect } from 'vitest';
import { eventually } from './startWorkloads';

/** A log that is followed, from its first line to its last. */
export class Following {
  text = '';
  readonly ended: Promise<unknown>;

  constructor(asked: Test) {
    this.ended = asked
      .buffer(true)
      .parse((response, done) => {
        response.setEncoding('utf8');
        response.on('data', piece => (this.text += piece));
        response.on('end', () => done(null, this.text));
      })
      .then();
  }

  says(text: string): Promise<void> {
    return eventually(() => expect(this.text).toContain(text));
  }
}
