import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  explainDenial,
  membershipsFromRefs,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { refused, withAdvice } from './advice';

/** A refusal that says which rule refuses a person, and who grants it. @public */
export async function denied(
  permission: string,
  credentials: BackstageCredentials,
  options: {
    userInfo: UserInfoService;
    /** Tiers and communities, as they are at present. */
    limits(): LimitTable;
    /** Where it was asked for, if not in the active one. */
    community?: string;
  },
): Promise<Error> {
  const { userInfo, limits, community } = options;
  const user = await userInfo.getUserInfo(credentials);
  const table = limits();
  const memberships = membershipsFromRefs(user.ownershipEntityRefs, table);
  return refused(explainDenial(permission, { memberships, community }, table));
}

/**
 * Asks the permission framework, and says which rule refuses and what would allow.
 *
 * @public
 */
export class Authorizer {
  readonly #parts: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    limits(): LimitTable;
  };

  constructor(parts: {
    permissions: PermissionsService;
    userInfo: UserInfoService;
    /** Tiers and communities, as they are at present. */
    limits(): LimitTable;
  }) {
    this.#parts = parts;
  }

  async allows(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#parts.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError with the rule, and what would allow it */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (await this.allows(permission, credentials)) return;
    if (personOf(credentials)) {
      throw await denied(permission.name, credentials, this.#parts);
    }
    throw refused({
      code: 'PERMISSION_DENIED',
      message: `This token does not grant '${permission.name}'`,
      cause: 'its access restrictions (backend.auth.externalAccess)',
      nextStep: 'Ask who operates this portal for another token.',
    });
  }

  /**
   * For what is somebody's own.
   *
   * @returns the entity ref of who asks
   * @throws NotAllowedError for services, and as `require` does
   */
  async requirePerson(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const person = personOf(credentials);
    if (!person) {
      throw withAdvice(
        new NotAllowedError('Only a person may, not a service'),
        {
          code: 'WRONG_CALLER',
          cause: 'it is somebody’s own',
          nextStep: 'Sign in as a person.',
        },
      );
    }
    await this.require(permission, credentials);
    return person;
  }
}

function personOf({ principal }: BackstageCredentials): string | undefined {
  return (principal as Partial<BackstageUserPrincipal>).userEntityRef;
}
