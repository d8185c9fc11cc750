import { Browser } from './Browser';
import { Program } from './Program';
import {
  startWorkloads,
  type Portal,
  type StartOptions,
} from './startWorkloads';

/** A portal, a program behind all its endpoints, and a browser before them. */
export class Doorstep {
  portal: Portal;
  program: Program;
  /** Who launches and goes in. */
  who = 'ada';
  readonly browser: Browser;

  static async create(options?: StartOptions): Promise<Doorstep> {
    const program = await Program.start();
    const portal = await startWorkloads(options);
    portal.engine.origin = program.origin;
    return new Doorstep(portal, program);
  }

  private constructor(portal: Portal, program: Program) {
    this.portal = portal;
    this.program = program;
    this.browser = new Browser(portal.gatewayPort);
  }

  /** A workload that runs, and the address of its endpoint `web`. */
  async running(request?: object): Promise<{ id: string; url: string }> {
    const person = this.portal.as(this.who);
    const { body } = await person.launch({}, { request }).expect(201);
    const { endpoints } = await person.until(body.id, 'running');
    return { id: body.id, url: endpoints[0].url };
  }

  async pass(
    id: string,
    endpoint: string = 'web',
  ): Promise<{ url: string; token: string }> {
    const { body } = await this.portal
      .as(this.who)
      .post(`/v1/workloads/${id}/endpoints/${endpoint}/ticket`)
      .expect(200);
    return body;
  }

  /** Goes in with a ticket. @returns the cookie for it */
  async enter({ id, url }: { id: string; url: string }): Promise<string> {
    const ticket = await this.pass(id);
    const { status } = await this.browser.visit(ticket.url);
    if (status !== 303) throw new Error(`Answered with ${status}`);
    return this.browser.cookies.get(new URL(url).hostname)!;
  }

  async close(): Promise<void> {
    await this.portal.stop();
    await this.program.die();
  }
}
