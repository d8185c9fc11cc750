/** What gateway and browser say to each other; no program sees it. */
export const OWN_PATHS = '/.astrolabe/';

/** Where an ingress asks whether a request may pass. */
export const AUTH_PATH = '/.astrolabe/auth';
