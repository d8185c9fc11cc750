import { setTimeout as pause } from 'node:timers/promises';

interface Task {
  id: string;
  context: { sha: string };
}

/**
 * Takes up jobs of a Gitea's Actions as its published runner protocol has it, and runs
 * nothing: what comes of them is said by a test.
 */
export class GiteaActions {
  readonly #url: string;
  readonly #headers: Record<string, string>;
  /** Those that were taken up, by their commit. */
  readonly #tasks = new Map<string, Task>();

  private constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  static async register(url: string, token: string): Promise<GiteaActions> {
    const labels = ['ubuntu-latest'];
    const wish = { name: 'of-tests', token, labels, version: 'v0.2.11' };
    const { runner } = await call(url, 'Register', { body: wish });
    const headers = {
      'x-runner-uuid': runner.uuid,
      'x-runner-token': runner.token,
    };
    const actions = new GiteaActions(url, headers);
    await actions.#call('Declare', { version: 'v0.2.11', labels });
    return actions;
  }

  /** Takes up the job of a commit. */
  async begin(commit: string): Promise<void> {
    for (let i = 0; i < 100 && !this.#tasks.has(commit); i++) {
      const { task } = await this.#call('FetchTask', { tasksVersion: '0' });
      if (task) this.#tasks.set(task.context.sha, task);
      else await pause(100);
    }
    await this.#update(commit, { startedAt: new Date().toISOString() });
  }

  async end(
    commit: string,
    { passed, log }: { passed: boolean; log: string },
  ): Promise<void> {
    const { id: taskId } = this.#tasks.get(commit)!;
    const time = new Date().toISOString();
    const rows = log
      .split('\n')
      .filter(Boolean)
      .map(content => ({ time, content }));
    await this.#call('UpdateLog', { taskId, index: '0', rows, noMore: true });
    const result = passed ? 'RESULT_SUCCESS' : 'RESULT_FAILURE';
    await this.#update(commit, { result, startedAt: time, stoppedAt: time });
  }

  async #update(commit: string, state: object): Promise<void> {
    const { id } = this.#tasks.get(commit)!;
    await this.#call('UpdateTask', { state: { id, ...state } });
  }

  #call(method: string, body: object) {
    return call(this.#url, method, { body, headers: this.#headers });
  }
}

async function call(
  url: string,
  method: string,
  { body, headers = {} }: { body: object; headers?: Record<string, string> },
) {
  const where = `${url}/api/actions/runner.v1.RunnerService/${method}`;
  const response = await fetch(where, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${response.status} ${text}`);
  return JSON.parse(text);
}
