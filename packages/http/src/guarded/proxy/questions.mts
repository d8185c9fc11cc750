import type { LookupFunction } from 'node:net';
import { parentPort } from 'node:worker_threads';
import type { Answer, Question } from './messages.mts';

const waiting = new Map<number, (answer: Answer) => void>();
let asked = 0;

parentPort!.on('message', (answer: Answer) => {
  waiting.get(answer.id)?.(answer);
  waiting.delete(answer.id);
});

/** The portal does not let a connection lead there. */
export class Refusal extends Error {}

/**
 * Asks the portal where a connection may lead: to the addresses that it has
 * checked, and no other.
 */
export async function lookupFor(
  host: string,
  port: number,
): Promise<LookupFunction> {
  const id = asked++;
  const answer = await new Promise<Answer>(resolve => {
    waiting.set(id, resolve);
    const question: Question = { id, host, port };
    parentPort!.postMessage(question);
  });
  if ('message' in answer) {
    const { message, isRefused } = answer;
    throw isRefused ? new Refusal(message) : new Error(message);
  }
  const { addresses } = answer;
  return (_name, options, callback) => {
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0].address, addresses[0].family);
  };
}
