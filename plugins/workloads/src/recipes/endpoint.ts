import type { EndpointView } from '@astrolabe/plugin-workloads-common';
import type { Recipes } from './launch';
import { CLI, pythonLiteral, shellWord } from './quote';

/** How to call an endpoint by program: get its token, then send it along. */
export function endpointRecipes(
  workloadId: string,
  endpoint: EndpointView,
): Recipes {
  const path = `/api/workloads/v1/workloads/${encodeURIComponent(
    workloadId,
  )}/endpoints/${encodeURIComponent(endpoint.name)}/ticket`;
  return {
    curl: curl(path, endpoint.url),
    cli: `${CLI}astrolabe call ${shellWord(workloadId)} ${shellWord(
      endpoint.name,
    )} ${shellWord(new URL(endpoint.url).pathname)}`,
    python: python(path, endpoint.url),
  };
}

function curl(path: string, url: string): string {
  return `TOKEN=$(curl --fail-with-body --silent --show-error \\
  --request POST "$ASTROLABE_URL"${shellWord(path)} \\
  --header "Authorization: Bearer $ASTROLABE_TOKEN" \\
  | jq --raw-output .token)
curl --header "Authorization: Bearer $TOKEN" ${shellWord(url)}`;
}

function python(path: string, endpointUrl: string): string {
  const { url, host } = reachable(endpointUrl);
  const headers = host === undefined ? '' : `"Host": ${pythonLiteral(host)}, `;
  return `import json
import os
import urllib.request

ticket = urllib.request.Request(
    os.environ["ASTROLABE_URL"] + ${pythonLiteral(path)},
    method="POST",
    headers={"Authorization": "Bearer " + os.environ["ASTROLABE_TOKEN"]},
)
with urllib.request.urlopen(ticket) as response:
    token = json.load(response)["token"]

call = urllib.request.Request(
    ${pythonLiteral(url)},
    headers={${headers}"Authorization": "Bearer " + token},
)
with urllib.request.urlopen(call) as response:
    print(response.read().decode())
`;
}

/**
 * curl and browsers know that `*.localhost` is this machine, the resolver that
 * Python asks often does not: the gateway goes by the `Host` header alone.
 */
function reachable(endpointUrl: string): { url: string; host?: string } {
  const url = new URL(endpointUrl);
  if (url.protocol !== 'http:' || !url.hostname.endsWith('.localhost')) {
    return { url: endpointUrl };
  }
  const { host } = url;
  url.hostname = '127.0.0.1';
  return { url: url.href, host };
}
