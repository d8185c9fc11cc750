"""Asks a portal what it says of ai4-metadata.yml, as it will when it shows the module.

ASTROLABE_URL is its address, ASTROLABE_TOKEN an access token with assets:read. Without
both nothing is asked, and a portal that is away fails nothing.
"""

import json
import os
import pathlib
import sys
import urllib.error
import urllib.request

FILE = "ai4-metadata.yml"


def ask(url, token):
    content = pathlib.Path(FILE).read_text(encoding="utf-8")
    request = urllib.request.Request(
        f"{url.rstrip('/')}/api/assets/v1/check",
        json.dumps({"content": content, "kind": "module"}).encode(),
        {"content-type": "application/json", "authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main():
    url, token = os.environ.get("ASTROLABE_URL"), os.environ.get("ASTROLABE_TOKEN")
    if not url or not token:
        return "No portal is asked: ASTROLABE_URL and ASTROLABE_TOKEN name none", 0
    try:
        check = ask(url, token)
    except (OSError, ValueError) as error:
        status = error.code if isinstance(error, urllib.error.HTTPError) else 0
        return f"The portal was not asked: {error}", int(400 <= status < 500)
    lines = [
        f"{FILE}:{at.get('line', 1)}:{at.get('column', 1)}: {at['severity']}: "
        f"{at['message']} {at.get('fix', '')}"
        for at in check["problems"]
    ]
    said = "\n".join(lines) or f"{FILE}: nothing wrong"
    return said, int(not check["valid"])


if __name__ == "__main__":
    message, code = main()
    print(message)
    sys.exit(code)
