/**
 * The address that Keycloak's login form sends what is written in it to.
 *
 * @param {string} page as Keycloak answers it
 */
export function loginFormAction(page) {
  const [, action] = /id="kc-form-login"[^>]*action="([^"]+)"/.exec(page) ?? [];
  if (!action) throw new Error(`This is no login form: ${page.slice(0, 500)}`);
  return action.replaceAll('&amp;', '&');
}
