import {
  coreServices,
  createServiceFactory,
  type AuthService,
  type BackstageUserInfo,
  type BackstageUserPrincipal,
  type DiscoveryService,
  type UserInfoService,
} from '@backstage/backend-plugin-api';
import { tierRef } from '@astrolabe/plugin-communities-common';
import { ResponseError } from '@backstage/errors';
import { Communities } from './Communities';

/** For so long an answer is taken for the present one. */
const CACHE_MS = 5000;
const MAX_CACHED = 10_000;

interface Options {
  auth: AuthService;
  discovery: DiscoveryService;
  communities: Communities;
}

type Credentials = Parameters<UserInfoService['getUserInfo']>[0];

/**
 * What people belong to now, and not when their token was made: a token of
 * Backstage only says who it is of.
 */
class PresentUserInfo implements UserInfoService {
  readonly #options: Options;
  readonly #cache = new Map<
    string,
    { until: number; info: Promise<BackstageUserInfo> }
  >();

  constructor(options: Options) {
    this.#options = options;
  }

  async getUserInfo(credentials: Credentials): Promise<BackstageUserInfo> {
    const { type, userEntityRef } =
      credentials.principal as BackstageUserPrincipal;
    if (type !== 'user') throw new Error('Only people have user info');
    const cached = this.#cache.get(userEntityRef);
    if (cached && cached.until > Date.now()) return cached.info;
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    const info = this.#find(userEntityRef, credentials);
    this.#cache.set(userEntityRef, { until: Date.now() + CACHE_MS, info });
    info.catch(() => this.#cache.delete(userEntityRef));
    return info;
  }

  async #find(
    userEntityRef: string,
    credentials: Credentials,
  ): Promise<BackstageUserInfo> {
    const name = /^user:default\/(.+)$/.exec(userEntityRef)?.[1];
    const person = name && (await this.#options.communities.findPerson(name));
    if (!person) return this.#ofToken(userEntityRef, credentials);
    const groups = person.memberships.map(({ tier, community }) =>
      tierRef(tier, community),
    );
    const own = person.isKnown
      ? [userEntityRef]
      : (await this.#ofToken(userEntityRef, credentials)).ownershipEntityRefs;
    return {
      userEntityRef,
      ownershipEntityRefs: [...new Set([...own, ...groups])],
    };
  }

  /** Demo people belong to what their token was given, and to what was granted. */
  async #ofToken(
    userEntityRef: string,
    credentials: Credentials,
  ): Promise<BackstageUserInfo> {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getLimitedUserToken(
      credentials as Parameters<AuthService['getLimitedUserToken']>[0],
    );
    const url = await discovery.getBaseUrl('auth');
    const response = await fetch(`${url}/v1/userinfo`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { claims } = await response.json();
    return {
      userEntityRef,
      ownershipEntityRefs: claims.ent ?? [userEntityRef],
    };
  }
}

/**
 * In place of Backstage's own, for every backend and the policy.
 *
 * @public
 */
export const presentUserInfoFactory = createServiceFactory({
  service: coreServices.userInfo,
  deps: {
    auth: coreServices.auth,
    discovery: coreServices.discovery,
  },
  factory: deps =>
    new PresentUserInfo({ ...deps, communities: new Communities(deps) }),
});
