import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BriefMemory } from './BriefMemory';

describe('an answer that is kept for a moment', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is not asked for again meanwhile, and is afterwards', () => {
    const memory = new BriefMemory<number>(1000);
    expect(memory.get('one', () => 1)).toBe(1);
    vi.advanceTimersByTime(999);
    expect(memory.get('one', () => 2)).toBe(1);
    vi.advanceTimersByTime(1);
    expect(memory.get('one', () => 2)).toBe(2);
  });

  it('is gone when its time is over: ever new questions take no more room', () => {
    const memory = new BriefMemory<number>(1000);
    for (let n = 0; n < 5000; n++) {
      memory.get(`question ${n}`, () => n);
      vi.advanceTimersByTime(100);
    }
    expect(memory.size).toBe(10);
  });
});
