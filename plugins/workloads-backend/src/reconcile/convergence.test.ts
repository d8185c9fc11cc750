import { describe, it } from 'vitest';
import { expectConvergence } from '../__testUtils__';

describe('wishes, engines and crashes', () => {
  it('come to what was wished for, in whatever order they happen', () =>
    expectConvergence({ replicas: 1, stories: 60 }));
});
