"""Asks a portal what it says of ai4-metadata.yml, as it will when it shows the module.

ASTROLABE_URL is its address, ASTROLABE_TOKEN an access token with assets:read. Without
both nothing is asked, and a portal that is away fails nothing. The token goes to that
address alone, and into no output.
"""

import http.client
import json
import os
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request

FILE = "ai4-metadata.yml"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
REFUSED = (401, 403)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leads nowhere else: the token would go with it."""

    def redirect_request(self, *_):
        return None


def ask(url, token):
    content = pathlib.Path(FILE).read_text(encoding="utf-8")
    request = urllib.request.Request(
        f"{url.rstrip('/')}/api/assets/v1/check",
        json.dumps({"content": content, "kind": "module"}).encode(),
        {"content-type": "application/json", "authorization": f"Bearer {token}"},
    )
    opener = urllib.request.build_opener(NoRedirect)
    with opener.open(request, timeout=30) as answer:
        return json.load(answer)


def is_private(url):
    at = urllib.parse.urlsplit(url)
    return at.scheme == "https" or (at.scheme == "http" and at.hostname in LOOPBACK)


def unanswered(error):
    """What to say of an answer that is none, and whether it fails the check."""
    if 300 <= error.code < 400:
        there = error.headers.get("location", "")
        return f"ASTROLABE_URL leads elsewhere: name what is at {there}", 1
    try:
        told = json.load(error)["error"]
        why = [told.get("message"), told.get("nextStep")]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        why = []
    said = " ".join([f"{error}.", *(str(each) for each in why if each)])
    return f"The portal has not answered: {said}", int(error.code in REFUSED)


def check(url, token):
    """What there is to say, and how this ends."""
    try:
        if not is_private(url):
            return "ASTROLABE_URL has to begin with https://, for others read http", 1
        told = ask(url, token)
    except urllib.error.HTTPError as error:
        return unanswered(error)
    except OSError as error:
        return f"The portal was not asked: {error}", 0
    except (ValueError, http.client.HTTPException) as error:
        # Its text may quote the token.
        return f"The portal was not asked: {type(error).__name__}", 0
    lines = [
        f"{FILE}:{at.get('line', 1)}:{at.get('column', 1)}: {at['severity']}: "
        f"{at['message']} {at.get('fix', '')}"
        for at in told["problems"]
    ]
    return "\n".join(lines) or f"{FILE}: nothing wrong", int(not told["valid"])


def main():
    url = os.environ.get("ASTROLABE_URL", "").strip()
    token = os.environ.get("ASTROLABE_TOKEN", "").strip()
    if not url or not token:
        return "No portal is asked: ASTROLABE_URL and ASTROLABE_TOKEN name none", 0
    return check(url, token)


if __name__ == "__main__":
    message, code = main()
    print(message)
    sys.exit(code)
