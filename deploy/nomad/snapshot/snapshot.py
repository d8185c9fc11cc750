"""Takes snapshots of tasks that run on this node, for a portal that asks by metadata.

Run by the job beside this file, once on each node for each request; nodes that are
not meant end at once. What is asked is data: it is read as JSON, compared and copied,
and never part of a command. All talk is with the container engine's socket and the
registry. What became of it stands in data/report.json of this allocation.

Needs Python 3.9 or later and nothing else.
"""

import base64
import contextlib
import fcntl
import hashlib
import http.client
import io
import json
import os
import re
import signal
import socket
import stat
import sys
import tarfile
import tempfile
import time
import urllib.parse
from pathlib import Path

OWN = ".astrolabe"
MOST_NAMES = 20
CHUNK = 1 << 20
MANIFESTS = ", ".join(
    [
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ]
)
# A path in a registry, as schemas/community.schema.json has it.
PROJECT = r"[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*"
# Puts the files in place before the program, once: what comes after is not
# overwritten. Each text is an argument of its own.
START = """set -e
work="${NOMAD_ALLOC_DIR:-/alloc}/data"
from="$1"; shift
if [ ! -e "$work/%(own)s/$from" ]; then
  cp -RP "/%(own)s/$from/work/." "$work/"
  mkdir -p "$work/%(own)s"
  : > "$work/%(own)s/$from"
fi
exec "$@"
""" % {"own": OWN}


class Refused(Exception):
    """Something that the portal knows by a word: too-large, ended, registry, unforeseen."""

    def __init__(self, code, evidence=""):
        super().__init__(evidence or code)
        self.code = code
        self.evidence = evidence


class Report:
    """What is told of a request; written whole or not at all."""

    def __init__(self, path):
        self.path = Path(path)
        self.said = {"state": "saving", "step": "begun", "bytes": 0}
        self.at = 0.0

    def say(self, soon=False, **change):
        self.said.update(change)
        if soon and time.monotonic() - self.at < 0.5:
            return
        self.at = time.monotonic()
        draft = self.path.with_suffix(".draft")
        draft.write_text(json.dumps(self.said))
        draft.replace(self.path)


class SocketConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=3600)
        self.socket_path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.socket_path)


class Engine:
    """The API of Docker, which Podman speaks too."""

    def __init__(self, path):
        self.path = path

    def open(self, method, route, query=None, body=None, headers=None):
        connection = SocketConnection(self.path)
        target = route + ("?" + urllib.parse.urlencode(query, True) if query else "")
        connection.request(method, target, body=body, headers=headers or {})
        answer = connection.getresponse()
        if answer.status >= 400:
            said = answer.read(2000).decode(errors="replace").strip()
            code = "ended" if answer.status == 404 else "unforeseen"
            raise Refused(code, f"{method} {route}: {answer.status} {said}")
        return answer

    def json(self, method, route, query=None, body=None):
        headers = {"content-type": "application/json"}
        data = None if body is None else json.dumps(body)
        text = self.open(method, route, query, data, headers).read()
        return json.loads(text) if text else None

    def forget(self, route, query=None):
        try:
            self.open("DELETE", route, query).read()
        except Refused:
            pass  # It is gone already, or was never there.


class Registry:
    """The part of a registry's API that replaces the configuration of an image."""

    def __init__(self, name, auth, insecure):
        self.host, _, self.repository = name.partition("/")
        self.auth = auth
        self.insecure = insecure
        self.bearer = None

    def ask(self, method, route, body=None, headers=None, again=True):
        url = route if "://" in route else self.url(route)
        answer = self.send(method, url, body, self.headers(headers))
        if answer.status == 401 and again and self.sign_in(answer):
            answer.read()
            return self.ask(method, route, body, headers, again=False)
        if answer.status >= 400:
            said = answer.read(2000).decode(errors="replace").strip()
            raise Refused("registry", f"{method} {route}: {answer.status} {said}")
        return answer

    def url(self, route):
        scheme = "http" if self.insecure else "https"
        return f"{scheme}://{self.host}/v2/{self.repository}{route}"

    def headers(self, more):
        given = dict(more or {})
        if self.bearer:
            given["authorization"] = f"Bearer {self.bearer}"
        elif self.auth:
            given["authorization"] = self.basic()
        return given

    def basic(self):
        pair = f"{self.auth['username']}:{self.auth['password']}".encode()
        return "Basic " + base64.b64encode(pair).decode()

    def sign_in(self, answer):
        """Asks for a token where the registry says that there is one to be had."""
        wanted = answer.getheader("www-authenticate") or ""
        if not wanted.lower().startswith("bearer "):
            return False
        parts = dict(re.findall(r'(\w+)="([^"]*)"', wanted))
        query = {
            "service": parts.get("service", ""),
            "scope": f"repository:{self.repository}:pull,push,delete",
        }
        url = parts["realm"] + "?" + urllib.parse.urlencode(query)
        headers = {"authorization": self.basic()} if self.auth else {}
        told = json.loads(self.send("GET", url, None, headers).read())
        self.bearer = told.get("token") or told.get("access_token")
        return self.bearer is not None

    def send(self, method, url, body, headers):
        target = urllib.parse.urlsplit(url)
        kind = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        connection = kind[target.scheme](target.netloc, timeout=300)
        query = "?" + target.query if target.query else ""
        connection.request(method, target.path + query, body=body, headers=headers)
        return connection.getresponse()

    def upload(self, data):
        digest = digest_of(data)
        place = self.ask("POST", "/blobs/uploads/", b"").getheader("location")
        place = urllib.parse.urljoin(self.url(""), place)
        place += ("&" if "?" in place else "?") + urllib.parse.urlencode({"digest": digest})
        headers = {"content-type": "application/octet-stream"}
        self.ask("PUT", place, data, headers).read()
        return digest


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


class Folder:
    """The workload's folder, as the task has it mounted."""

    def __init__(self, root, secrets):
        self.root = root
        self.secrets = [secret.encode() for secret in secrets if secret]
        self.left_out = {"secrets": 0, "unreadable": 0, "names": []}

    def entries(self):
        """Paths and what they are; nothing of what a link leads to, or is mounted there."""
        device = os.lstat(self.root).st_dev
        for folder, folders, files in os.walk(self.root, followlinks=False):
            if folder == self.root and OWN in folders:
                folders.remove(OWN)
            for name in sorted(folders + files):
                path = os.path.join(folder, name)
                try:
                    found = os.lstat(path)
                except OSError:
                    continue  # It was removed meanwhile, or nobody may look.
                if found.st_dev == device:
                    yield path, found
                elif name in folders:
                    folders.remove(name)

    def size(self):
        return sum(s.st_size for _, s in self.entries() if stat.S_ISREG(s.st_mode))

    def open(self, path):
        """A file as it is now: a link in its place, or on its way, is not followed."""
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        real = os.path.realpath(self.root) + path[len(self.root) :]
        if os.readlink(f"/proc/self/fd/{file}") != real:
            os.close(file)
            raise OSError("It is somewhere else")
        return os.fdopen(file, "rb")

    def holds_secret(self, file):
        if not self.secrets:
            return False
        overlap = max(map(len, self.secrets)) - 1
        kept = b""
        while True:
            piece = file.read(CHUNK)
            if not piece:
                return False
            seen = kept + piece
            if any(secret in seen for secret in self.secrets):
                return True
            kept = seen[-overlap:] if overlap else b""

    def leave_out(self, why, path):
        self.left_out[why] += 1
        if len(self.left_out["names"]) < MOST_NAMES:
            self.left_out["names"].append(os.path.relpath(path, self.root))

    def pack(self, archive, inside, limit, on_bytes):
        """Adds all to an archive. Everybody may read the copy: who unpacks it owns it then."""
        total = 0
        for path, _ in self.entries():
            name = f"{inside}/{os.path.relpath(path, self.root)}"
            try:
                info = archive.gettarinfo(path, name)
            except (OSError, ValueError):
                continue
            if info is None:
                continue
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            if info.islnk():
                info.type, info.size = tarfile.REGTYPE, os.lstat(path).st_size
            if info.isdir():
                info.mode |= 0o555
                archive.addfile(info)
            elif info.issym():
                archive.addfile(info)
            elif info.isreg():
                total += self.add(archive, info, path, limit - total)
                on_bytes(total)
        return total

    def add(self, archive, info, path, room):
        try:
            file = self.open(path)
        except PermissionError:
            self.leave_out("unreadable", path)
            return 0
        except OSError:
            return 0
        with file:
            info.size = os.fstat(file.fileno()).st_size
            if info.size > room:
                raise Refused("too-large")
            if self.holds_secret(file):
                self.leave_out("secrets", path)
                return 0
            file.seek(0)
            info.mode |= 0o444
            archive.addfile(info, Exactly(file, info.size))
            return info.size


class Exactly(io.RawIOBase):
    """So many bytes of a file, whatever becomes of it meanwhile."""

    def __init__(self, file, size):
        self.file = file
        self.left = size

    def readable(self):
        return True

    def read(self, count=-1):
        wanted = self.left if count < 0 else min(count, self.left)
        piece = self.file.read(wanted)
        piece += b"\0" * (wanted - len(piece))
        self.left -= wanted
        return piece


def piece(part):
    """What a piece of a variable looks like; a secret is kept."""
    if "characters" in part:
        return ".{%d}" % part["characters"]
    return "(.+)" if part.get("secret") else ".*?"


class Snapshot:
    """One request."""

    def __init__(self, asked, report, settings):
        self.asked = asked
        self.report = report
        self.settings = settings
        self.engine = Engine(settings["socket"])
        self.container = self.find()
        self.folder = Folder(self.work(), self.secrets())

    def find(self):
        """The container of the task: by the labels that Nomad gave it."""
        label = f"com.hashicorp.nomad.alloc_id={self.asked['allocation']}"
        query = {"filters": json.dumps({"label": [label]})}
        wanted = f"/{self.asked['task']}-{self.asked['allocation']}"
        for each in self.engine.json("GET", "/containers/json", query):
            if any("/" + name.lstrip("/") == wanted for name in each["Names"]):
                route = f"/containers/{each['Id']}/json"
                return self.engine.json("GET", route, {"size": "true"})
        raise Refused("no-container", "It runs in no container on this node")

    def work(self):
        for mount in self.container["Mounts"]:
            if mount["Destination"] == "/alloc":
                return os.path.join(mount["Source"], "data")
        raise Refused("unforeseen", "Its folder is not mounted")

    def secrets(self):
        """The values of its secrets, from the variables that Nomad made with them."""
        env = dict(each.partition("=")[::2] for each in self.container["Config"]["Env"])
        found = set()
        for name, parts in self.asked.get("secretVariables", {}).items():
            pattern = "".join(map(piece, parts))
            match = re.fullmatch(pattern, env.get(name, ""), re.DOTALL)
            found.update(match.groups() if match else [env.get(name, "")])
        return found

    def written(self):
        return self.container.get("SizeRw") or 0

    def measure(self):
        return self.folder.size() + self.written()

    def take(self):
        limit = self.asked["limitBytes"]
        if self.written() > limit:
            raise Refused("too-large")
        base = self.engine.json("GET", f"/images/{self.container['Image']}/json")
        try:
            self.forget()
            with tempfile.TemporaryFile(dir=os.environ["NOMAD_TASK_DIR"]) as file:
                total = self.archive(file, limit - self.written())
                self.report.say(step="image")
                self.assemble(base, file)
            self.report.say(step="sending", bytes=total + self.written())
            digest = self.push(base)
        finally:
            self.forget()
        left_out = self.folder.left_out
        size = total + self.written()
        self.report.say(state="complete", bytes=size, leftOut=left_out, digest=digest)

    def archive(self, file, room):
        self.report.say(step="files")
        snapshot = self.asked["id"]
        with tarfile.open(fileobj=file, mode="w|") as archive:
            for name in [OWN, f"{OWN}/{snapshot}", f"{OWN}/{snapshot}/work"]:
                info = tarfile.TarInfo(name)
                info.type, info.mode = tarfile.DIRTYPE, 0o755
                archive.addfile(info)
            start = tarfile.TarInfo(f"{OWN}/{snapshot}/start")
            start.size, start.mode = len(START), 0o644
            archive.addfile(start, io.BytesIO(START.encode()))
            return self.folder.pack(
                archive,
                f"{OWN}/{snapshot}/work",
                room,
                lambda done: self.report.say(soon=True, bytes=done),
            )

    def assemble(self, base, file):
        """An image of the container, without its variables, then one with the files."""
        known = set(base["Config"].get("Env") or [])
        added = [each for each in self.container["Config"]["Env"] if each not in known]
        names = [each.partition("=")[0] for each in added]
        plain = [name for name in names if re.fullmatch(r"[A-Za-z_]\w*", name)]
        changes = [
            *[f'ENV {name}=""' for name in plain],
            "ENTRYPOINT []",
            'CMD ["/"]',
        ]
        self.commit(self.container["Id"], f"{self.asked['id']}-base", changes)
        made = self.engine.json(
            "POST",
            "/containers/create",
            {"name": self.helper()},
            {"Image": f"{self.settings['registry']}:{self.asked['id']}-base"},
        )
        route = f"/containers/{made['Id']}/archive"
        headers = {"content-type": "application/x-tar"}
        headers["content-length"] = str(file.seek(0, os.SEEK_END))
        file.seek(0)
        self.engine.open("PUT", route, {"path": "/"}, file, headers).read()
        self.commit(made["Id"], self.asked["id"], changes)

    def commit(self, container, tag, changes):
        query = {
            "container": container,
            "repo": self.settings["registry"],
            "tag": tag,
            "pause": "true",
            "changes": changes,
        }
        self.engine.json("POST", "/commit", query, {})

    def push(self, base):
        registry = self.settings["registry"]
        auth = self.settings["auth"] or {}
        told = base64.urlsafe_b64encode(json.dumps(auth).encode()).decode()
        query = {"tag": self.asked["id"]}
        if self.settings["insecure"]:
            query["tlsVerify"] = "false"  # Podman's word; Docker has a list of its own.
        route = f"/images/{registry}/push"
        answer = self.engine.open("POST", route, query, None, {"x-registry-auth": told})
        for line in answer:
            if line.strip() and "error" in (said := json.loads(line)):
                raise Refused("registry", str(said["error"]))
        return self.cleanse(base)

    def cleanse(self, base):
        """Writes the image's configuration anew: what the image before said, and labels."""
        settings = self.settings
        registry = Registry(settings["registry"], settings["auth"], settings["insecure"])
        route = f"/manifests/{self.asked['id']}"
        answer = registry.ask("GET", route, headers={"accept": MANIFESTS})
        kind = answer.getheader("content-type")
        before = answer.read()
        manifest = json.loads(before)
        blob = registry.ask("GET", f"/blobs/{manifest['config']['digest']}").read()
        image = self.configuration(json.loads(blob), base)
        data = json.dumps(image).encode()
        manifest["config"].update(digest=registry.upload(data), size=len(data))
        manifest.pop("annotations", None)
        after = json.dumps(manifest).encode()
        registry.ask("PUT", route, after, {"content-type": kind}).read()
        try:
            registry.ask("DELETE", f"/manifests/{digest_of(before)}").read()
        except Refused:
            pass  # It has no name and no secret; the registry collects it some day.
        return digest_of(after)

    def configuration(self, image, base):
        before = base["Config"]
        snapshot = self.asked["id"]
        entrypoint = before.get("Entrypoint") or []
        if isinstance(entrypoint, str):
            entrypoint = [entrypoint]
        if len(entrypoint) > 2 and entrypoint[1].startswith(f"/{OWN}/"):
            entrypoint = entrypoint[3:]  # It began with a snapshot itself.
        start = ["/bin/sh", f"/{OWN}/{snapshot}/start", snapshot]
        keys = ["Env", "WorkingDir", "User", "ExposedPorts", "Volumes", "StopSignal", "Cmd"]
        config = {key: before[key] for key in keys if before.get(key)}
        config["Entrypoint"] = start + entrypoint
        config["Labels"] = {**(before.get("Labels") or {}), **self.labels()}
        layers = len(image["rootfs"]["diff_ids"])
        history = [{"created_by": "before the snapshot"}] * max(0, layers - 2)
        history += [{"created_by": "snapshot"}] * min(2, layers)
        kept = ["architecture", "os", "variant", "created", "rootfs"]
        whole = {key: image[key] for key in kept if key in image}
        return {**whole, "config": config, "history": history}

    def labels(self):
        return {f"dev.astrolabe.snapshot.{k}": v for k, v in self.asked["labels"].items()}

    def helper(self):
        return f"astrolabe-snapshot-{self.asked['id']}"

    def forget(self):
        """Nothing of it stays on the node."""
        self.engine.forget(f"/containers/{self.helper()}", {"force": "true"})
        for tag in [self.asked["id"], f"{self.asked['id']}-base"]:
            self.engine.forget(f"/images/{self.settings['registry']}:{tag}")


@contextlib.contextmanager
def alone(snapshot):
    """Two portals may ask at the same moment, and Nomad may dispatch both: one works."""
    path = os.path.join(tempfile.gettempdir(), f"astrolabe-snapshot-{snapshot}.lock")
    file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            os.unlink(path)
    finally:
        os.close(file)


def place_of(asked):
    """The registry is the operator's; a community may have a path of its own there."""
    registry = os.environ["REGISTRY"]
    project = asked.get("project")
    if project is None:
        return registry
    if not re.fullmatch(PROJECT, project):
        raise ValueError(f"no path in a registry: {project!r}")
    return f"{registry.partition('/')[0]}/{project}"


def main():
    asked = json.loads(os.environ["NOMAD_META_astrolabe_snapshot"])
    if asked["node"] != os.environ["NODE_ID"]:
        return
    report = Report(Path(os.environ["NOMAD_ALLOC_DIR"]) / "data" / "report.json")
    auth = json.loads(Path(os.environ["NOMAD_SECRETS_DIR"], "registry.json").read_text() or "{}")
    settings = {
        "socket": os.environ["SOCKET"],
        "registry": place_of(asked),
        "insecure": os.environ.get("INSECURE") == "true",
        "auth": auth or None,
    }
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        snapshot = Snapshot(asked, report, settings)
        if asked["action"] == "measure":
            report.say(state="complete", bytes=snapshot.measure())
        else:
            with alone(asked["id"]) as is_mine:
                if is_mine:
                    report.say()
                    snapshot.take()
                else:
                    report.say(state="twice")
    except Refused as error:
        report.say(state="failed", code=error.code, evidence=error.evidence[:2000])
    except Exception as error:  # Told to its owner, and in the log of this task.
        report.say(state="failed", code="unforeseen", evidence=str(error)[:2000])
        raise


main()
