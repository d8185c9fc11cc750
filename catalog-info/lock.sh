#!/bin/sh
# Makes the lock of one environment anew: catalog-info/lock.sh tools/jupyterlab
# Needs `uv` for Python, `npm` for Node. The lock names no registry, so that it
# installs from whatever registry the machine uses. A line `# python >= 3.11` in
# requirements.in says that its packages want more than the usual 3.10.
set -eu
cd "$(dirname "$0")/$1/environment"
if [ -f package.json ]; then
  exec npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
fi
pyprojects=$(python3 -c '
import json, pathlib
file = pathlib.Path("environment.json")
described = json.loads(file.read_text()) if file.exists() else {}
for path in described.get("localPackages", []):
    print(path + "/pyproject.toml")')
oldest=$(sed -n 's/^# python >= //p' requirements.in)
# shellcheck disable=SC2086
exec uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
  --python-version "${LOCK_PYTHON:-${oldest:-3.10}}" --custom-compile-command "catalog-info/lock.sh $1" \
  --output-file requirements.txt requirements.in $pyprojects
