import { lookup as resolve, type LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type BlockList, type LookupFunction } from 'node:net';
import { refused } from '../advice';
import { isIn, isPrivateAddress, networksOf } from './addresses';

/**
 * Says where connections may lead that begin with an address that a person or
 * a foreign server gave: not into private networks, unless the operator allows it.
 *
 * @public
 */
export class NetworkGuard {
  readonly #hosts: ReadonlySet<string>;
  readonly #domains: readonly string[];
  readonly #networks: BlockList;
  readonly #anything: boolean;
  readonly #nextStep: string;

  /**
   * @param options.allowedHosts `host`, `host:port`, `*.domain` or `network/prefix`
   * @param options.anything everything is allowed, which an operator has to say
   * @param options.nextStep what to do when something is refused
   */
  constructor(options: {
    allowedHosts?: readonly string[];
    anything?: boolean;
    nextStep?: string;
  }) {
    const allowed = (options.allowedHosts ?? []).map(each =>
      each.toLowerCase(),
    );
    this.#networks = networksOf(allowed.filter(each => each.includes('/')));
    this.#domains = allowed.flatMap(each =>
      each.startsWith('*.') ? [each.slice(1)] : [],
    );
    this.#hosts = new Set(allowed);
    this.#anything = options.anything ?? false;
    this.#nextStep =
      options.nextStep ??
      'Take an address of the internet, or ask the operator to allow it (http.allowedHosts).';
  }

  /**
   * How names are resolved for a connection to this host: the connection is made
   * to the very address that was checked, so that a name which says another thing
   * the second time gains nothing.
   *
   * @throws NotAllowedError when the host is itself such an address
   */
  lookupFor(hostname: string, port: number): LookupFunction {
    const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const isAllowed = this.#allows(host, port);
    if (!isAllowed && isIP(host) && this.#isClosed(host)) {
      throw this.#refusal(host);
    }
    return (name, options, callback) => {
      resolve(name, { ...options, all: true }, (error, found) => {
        if (error) {
          callback(error, '');
          return;
        }
        const addresses = found as LookupAddress[];
        const isClosed = addresses.some(({ address }) =>
          this.#isClosed(address),
        );
        if (!isAllowed && isClosed) {
          callback(this.#refusal(host), '');
        } else if (options.all) {
          callback(null, addresses);
        } else {
          callback(null, addresses[0].address, addresses[0].family);
        }
      });
    };
  }

  /**
   * Whether what is there is reached from this house alone, as far as one can
   * tell: the operator had to allow it, or it leads into a private network.
   */
  async isOfHouse(address: string): Promise<boolean> {
    const url = URL.parse(address);
    if (!url) return true;
    const { hostname, port, protocol } = url;
    const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const usual = protocol === 'https:' ? 443 : 80;
    if (this.#allows(host, Number(port) || usual)) return true;
    if (isIP(host)) return isPrivateAddress(host);
    // What nobody can find now is not said to be everybody's.
    const found = await lookup(host, { all: true }).catch(() => undefined);
    return found?.some(each => isPrivateAddress(each.address)) ?? true;
  }

  #allows(host: string, port: number): boolean {
    return (
      this.#anything ||
      this.#hosts.has(host) ||
      this.#hosts.has(`${isIP(host) === 6 ? `[${host}]` : host}:${port}`) ||
      this.#domains.some(domain => host.endsWith(domain))
    );
  }

  #isClosed(address: string): boolean {
    return isPrivateAddress(address) && !isIn(this.#networks, address);
  }

  #refusal(host: string): Error {
    return refused({
      message: `'${host}' is in a private network`,
      code: 'PRIVATE_ADDRESS',
      cause: `'${host}' leads to this machine or into a private network`,
      nextStep: this.#nextStep,
    });
  }
}
