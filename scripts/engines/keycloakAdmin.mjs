const REALM = '/admin/realms/astrolabe';

/**
 * What its administrator does in the tests.
 *
 * @param {string} url of Keycloak
 * @param {{ username: string, password: string }} account
 */
export function keycloakAdmin(url, account) {
  /** A token lives for a minute only, so each request takes its own. */
  async function token() {
    const response = await fetch(
      `${url}/realms/master/protocol/openid-connect/token`,
      {
        method: 'POST',
        body: new URLSearchParams({
          ...{ grant_type: 'password', client_id: 'admin-cli' },
          ...account,
        }),
      },
    );
    return (await response.json()).access_token;
  }

  async function ask(method, path, body) {
    const response = await fetch(`${url}${REALM}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }

  const rolesOf = names =>
    Promise.all(names.map(name => ask('GET', `/roles/${name}`)));

  return {
    ask,
    /**
     * @param {{ username: string, password: string, roles?: string[], [more: string]: unknown }} person
     * @returns {Promise<string>} the id of somebody new, who signs in so
     */
    async addPerson({ username, password, roles = [], ...rest }) {
      await ask('POST', '/users', {
        ...{ username, enabled: true, emailVerified: true, ...rest },
        credentials: [{ type: 'password', value: password }],
      });
      const [{ id }] = await ask(
        'GET',
        `/users?exact=true&username=${username}`,
      );
      await this.giveRoles(id, roles);
      return id;
    },
    async giveRoles(id, names) {
      const roles = await rolesOf(names);
      await ask('POST', `/users/${id}/role-mappings/realm`, roles);
    },
    async takeRoles(id, names) {
      const roles = await rolesOf(names);
      await ask('DELETE', `/users/${id}/role-mappings/realm`, roles);
    },
    /** Signs somebody out everywhere. */
    endSessions: id => ask('POST', `/users/${id}/logout`),
    disable: id => ask('PUT', `/users/${id}`, { enabled: false }),
  };
}
