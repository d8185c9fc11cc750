"""The command `astrolabe-module`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from astrolabe_module.check import check
from astrolabe_module.install import install
from astrolabe_module.problems import ModuleProblem, say
from astrolabe_module.source import Source, fetch


def main(arguments: list[str] | None = None) -> int:
    """Check a module; or become its program, and answer only when that cannot be."""
    options = _options(arguments)
    folder = options.folder.resolve()
    try:
        source = fetch(Source(options.source, options.revision or "HEAD"), folder)
        if options.command == "check":
            checks = check(source, folder, options.report)
            return 1 if any(each.status == "failed" for each in checks) else 0
        installed = install(source, folder)
        if options.command == "serve":
            program = str(installed.programs / "deepaas-run")
            address = ["--listen-ip", options.host, "--listen-port", str(options.port)]
            command = [program, *address, "--model-name", installed.module()]
            # A module finds its files from where its project is.
            os.chdir(source)
        else:
            command = options.program
    except ModuleProblem as problem:
        say(f"✖ {problem}. {problem.next_step}")
        return 1
    except OSError as error:
        say(f"✖ {error}. Launch it again, with more disk where that is full.")
        return 1
    path = f"{installed.programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    env = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(installed.programs.parent)}
    try:
        os.execvpe(command[0], command, env)  # noqa: S606
    except OSError as error:
        say(f"✖ {command[0]} cannot be run: {error}.")
        return 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="astrolabe-module", description="Runs an AI module from its repository"
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--source", required=True, help="https address of a repository")
    common.add_argument(
        "--revision", default="", help="branch, tag or commit (the default branch)"
    )
    common.add_argument("--folder", type=Path, default=Path(), help="where it all goes")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", parents=[common], help="serve it by DEEPaaS")
    serve.add_argument("--host", default="127.0.0.1", help="where to listen")
    serve.add_argument("--port", type=int, required=True, help="where to listen")
    beside = commands.add_parser("run", parents=[common], help="run a program of it")
    beside.add_argument("program", nargs="+", help="after --")
    checking = commands.add_parser("check", parents=[common], help="run its checks")
    checking.add_argument(
        "--report", type=Path, default=Path("artefacts"), help="where checks.json goes"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
