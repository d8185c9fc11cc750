import { isSettled } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';
import type { GatewayPage } from './pages';

/** Also for a stranger's endpoint whose name was guessed wrong. */
export function unknownHost(): GatewayPage {
  return {
    status: 404,
    code: 'UNKNOWN_ENDPOINT',
    title: 'Nothing here',
    text: 'No endpoint has this address. Its workload may have been deleted.',
  };
}

export function signInFirst(portalPage: string): GatewayPage {
  return {
    status: 401,
    code: 'SIGN_IN_FIRST',
    title: 'Open it from the portal',
    text: 'Only the person who launched this may open it, from the portal.',
    link: { href: portalPage, text: 'Open it now' },
  };
}

export function foreignPage(): GatewayPage {
  return {
    status: 403,
    code: 'FOREIGN_ORIGIN',
    title: 'Not from another page',
    text: 'A page of another address made this request, so it was not carried out.',
  };
}

export function notRunning(workload: WorkloadRecord): GatewayPage {
  if (isSettled(workload.state)) {
    return {
      status: 410,
      code: 'NOT_RUNNING',
      title: 'It does not run any more',
      text: `'${workload.title}' is ${workload.state}. Restart it in the portal to open it again.`,
    };
  }
  return {
    status: 503,
    code: 'NOT_READY',
    title: 'It does not answer yet',
    text: `'${workload.title}' is ${workload.state}: ${workload.reason.message}. This page looks again by itself.`,
    refreshSeconds: 2,
  };
}

export function notAnswering(evidence: string): GatewayPage {
  return {
    status: 502,
    code: 'NOT_ANSWERING',
    title: 'The program does not answer',
    text: `It is said to run, but did not answer (${evidence}). Its logs in the portal may tell why.`,
  };
}

export function failed(): GatewayPage {
  return {
    status: 500,
    code: 'GATEWAY_FAILED',
    title: 'The gateway failed',
    text: 'This is a fault of the portal. Try again, and tell the operator if it stays.',
  };
}
