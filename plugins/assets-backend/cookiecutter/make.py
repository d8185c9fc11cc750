"""Makes a project with cookiecutter, inside the sandbox.

Reads {"values": {...}} as JSON from its standard input, and writes
{"name": ..., "files": [{"path", "text", "encoding"?}], "left": [...]} or
{"error": ...} as JSON to its standard output. Whoever reads that has to doubt
it: hooks of the template have run before.
"""

import base64
import json
import logging
import os
import sys
from pathlib import Path

OUT = Path("/out")


def as_data(value):
    """A text such that Jinja, which cookiecutter gives it to, makes the same text of it."""
    if not isinstance(value, str) or not any(mark in value for mark in ("{{", "{%", "{#")):
        return value
    literal = value.encode("unicode_escape").decode("ascii").replace('"', '\\"')
    return '{{ "' + literal + '" }}'


def content_of(data):
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(data).decode("ascii"), "encoding": "base64"}


def files_of(project):
    files, left = [], []
    for folder, folders, names in os.walk(project):
        # The commit is made by whoever makes the repository.
        folders[:] = [name for name in folders if name != ".git"]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in sorted([*names, *links]):
            file = Path(folder, name)
            path = str(file.relative_to(project))
            try:
                if file.is_symlink() or not file.is_file():
                    raise ValueError
                files.append({"path": path, **content_of(file.read_bytes())})
            except (OSError, ValueError):
                left.append(path)
    return files, left


def make(values):
    from cookiecutter.main import cookiecutter

    cookiecutter(
        "/template",
        no_input=True,
        default_config=True,
        extra_context={name: as_data(value) for name, value in values.items()},
        output_dir=str(OUT),
    )
    made = list(OUT.iterdir())
    if len(made) != 1 or made[0].is_symlink() or not made[0].is_dir():
        raise ValueError(f"it has to make one folder, and made {len(made)} things")
    files, left = files_of(made[0])
    return {"name": made[0].name, "files": files, "left": left}


def end_first():
    """Where this machine runs out of memory, it ends what runs here before the portal."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    except OSError:
        pass  # Not every machine lets it.


def main():
    end_first()
    # What hooks say is for a person; where in cookiecutter it was noticed is not.
    logging.disable()
    # What hooks print is no answer.
    answer = os.dup(1)
    os.dup2(2, 1)
    try:
        made = make(json.load(sys.stdin)["values"])
    except Exception as error:  # pylint: disable=broad-except
        made = {"error": f"{type(error).__name__}: {error}"[:2000]}
    with os.fdopen(answer, "w", encoding="utf-8", errors="surrogateescape") as out:
        json.dump(made, out)


main()
