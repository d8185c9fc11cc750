import type { ServiceProvider, Site, Values } from './providers';

const SIGNED_IN = 'oauth';

/** What an account is made of: what is in sight, and what is secret. */
export interface Parts {
  settings: Values;
  secrets: Values;
}

/** Of values that a person filled in. */
export function filledIn(values: Values, { form }: ServiceProvider): Parts {
  const pick = (isSecret: boolean) =>
    Object.fromEntries(
      Object.entries(values).filter(
        ([name]) =>
          Object.hasOwn(form.properties, name) &&
          Boolean(form.properties[name].writeOnly) === isSecret,
      ),
    );
  return { settings: pick(false), secrets: pick(true) };
}

/** Of what a service gave for a sign-in: all of that is secret. */
export function signedIn({ url, region }: Site, secrets: Values): Parts {
  return {
    settings: { url, ...(region && { region }), login: SIGNED_IN },
    secrets,
  };
}

/** Whether the portal keeps a sign-in there, and not what was filled in. */
export function isSignedIn({ settings }: { settings: Values }): boolean {
  return settings.login === SIGNED_IN;
}
