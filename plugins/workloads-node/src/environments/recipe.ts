import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';

/** Where an image has its environment, whatever the kind. */
export const IMAGE_ENVIRONMENT = '/environment';

/** Of what runs in an image: `user:group`. */
export const IMAGE_USER = '10001:10001';

/** Names the folder with files that an image's start puts into the one it is started in. */
export const FILES_VARIABLE = 'ASTROLABE_FILES';

/** The same in all: nothing in them is of one environment, so that nothing has to be quoted. */
type Recipe = { Containerfile: string; start: string };

const RUN = `RUN --mount=type=secret,id=settings --mount=type=secret,id=authorities \\
    set -e; . /run/secrets/settings;`;

const installs: Record<WorkloadEnvironment['kind'], string> = {
  python: `ARG BASE
ARG BUILD_BASE
FROM \${BUILD_BASE} AS build
ARG INTERPRETER
COPY recipe/uv.txt /recipe/uv.txt
${RUN} \\
    python3 -m venv /recipe/uv; \\
    /recipe/uv/bin/pip install --quiet --no-cache-dir --only-binary :all: --require-hashes --requirement /recipe/uv.txt
COPY environment/requirements.txt /recipe/requirements.txt
COPY packages /environment/packages
${RUN} \\
    export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 UV_NO_CACHE=1 UV_COMPILE_BYTECODE=1; \\
    PATH="/recipe/uv/bin:$PATH"; \\
    uv venv --quiet --allow-existing --python "\${INTERPRETER:-python3}" /environment; \\
    uv pip install --python /environment/bin/python --require-hashes --requirement /recipe/requirements.txt; \\
    for package in /environment/packages/*/; do \\
      if [ -d "$package" ]; then uv pip install --python /environment/bin/python --no-deps --editable "$package"; fi; \\
    done
`,
  node: `ARG BASE
ARG BUILD_BASE
FROM \${BUILD_BASE} AS build
COPY environment/package.json environment/package-lock.json /environment/
${RUN} \\
    cd /environment; home="$(dirname "$(dirname "$(command -v node)")")"; \\
    if [ -f "$home/include/node/node.h" ]; then export npm_config_nodedir="$home"; fi; \\
    npm ci --no-audit --no-fund --cache /tmp/npm; \\
    rm -f node_modules/.package-lock.json
`,
};

const FINAL = `FROM \${BASE}
RUN echo 'workload:x:10001:10001:workload:/tmp:/bin/sh' >> /etc/passwd; \\
    echo 'workload:x:10001:' >> /etc/group
COPY --from=build /environment /environment
COPY recipe/start /environment/start
ENV PATH=/environment/bin:/environment/node_modules/.bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin \\
    LANG=C.UTF-8 VIRTUAL_ENV=/environment PYTHONUNBUFFERED=1
USER ${IMAGE_USER}
ENTRYPOINT ["/bin/sh", "/environment/start"]
`;

/**
 * Files come by its own user, so that it may write beside them. The first
 * process of a container hears no signal that it does not ask for, which few
 * programs do: therefore it is this one, and passes them on.
 */
const START = `set -e
if [ -d "\${${FILES_VARIABLE}:-}" ]; then cp -R "$${FILES_VARIABLE}/." .; fi
"$@" <&0 &
program=$!
trap 'kill -TERM "$program" 2>/dev/null || true' TERM INT
set +e
while :; do
  wait "$program"
  code=$?
  kill -0 "$program" 2>/dev/null || exit "$code"
done
`;

/**
 * How the image of an environment is made. What the machine says of indexes and
 * proxies is there while packages are installed, and stays out of the image.
 */
export function recipeOf(kind: WorkloadEnvironment['kind']): Recipe {
  return { Containerfile: `${installs[kind]}${FINAL}`, start: START };
}
