/** An endpoint as a person sees it. @public */
export interface EndpointView {
  name: string;
  title: string;
  /** The address on the workload's own origin. */
  url: string;
  /** True when the program behind it answers. */
  ready: boolean;
}

/** A way in for a browser or a program. @public */
export interface EndpointTicket {
  /** Opens the endpoint in a browser, once, within a minute. */
  url: string;
  /** Send it as `Authorization: Bearer …` to the endpoint's own address. */
  token: string;
  /** When the token ends. */
  expiresAt: string;
}

/** That an endpoint opens to whoever has its password. @public */
export interface EndpointPassword {
  /** Name of the endpoint. */
  endpoint: string;
  /** UTC, ISO 8601. */
  setAt: string;
}

/** A password that was set; nobody can read it again. @public */
export interface NewEndpointPassword extends EndpointPassword {
  password: string;
}
