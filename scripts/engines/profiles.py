"""Asks the validators of the standards themselves what is wrong in descriptions.

`python profiles.py FOLDER` reads FOLDER/<profile>/<asset>/<file> and prints a
line of JSON for each file that has problems, and at the end how many were read by
which validator, and what else each recommends of how many.
"""

import collections
import contextlib
import functools
import importlib.metadata
import io
import json
import logging
import pathlib
import sys

logging.disable(logging.CRITICAL)

# What names without one are resolved against.
BASE = "https://here.invalid/"

# Each answers with problems, and with what is only recommended.


def croissant(file):
    import mlcroissant

    try:
        dataset = mlcroissant.Dataset(jsonld=str(file))
    except mlcroissant.ValidationError as error:
        return [str(error)], []
    return [], [line.split("] ")[-1] for line in sorted(dataset.metadata.ctx.issues.warnings)]


def citation(file):
    from cffconvert import Citation

    try:
        Citation(file.read_text()).validate()
    except Exception as error:  # its own, pykwalify's or jsonschema's
        return [str(error)[:2000]], []
    return [], []


def card(file):
    from huggingface_hub import DatasetCard, ModelCard

    kind = DatasetCard if file.parent.name.startswith("dataset-") else ModelCard
    try:
        read = kind(file.read_text())
    except Exception as error:  # of YAML, or its own
        return [str(error)[:2000]], []
    return ([] if read.data.to_dict() else ["It has no head"]), []


@functools.cache
def crate_validator():
    """One for all: it prepares its rules once."""
    from rocrate_validator import models

    return models.Validator(
        models.ValidationSettings(
            rocrate_uri=".",
            profile_identifier="ro-crate-1.1",
            requirement_severity=models.Severity.RECOMMENDED,
        )
    )


def crate(file):
    from rocrate_validator import models

    result = crate_validator().validate(rocrate_uri=str(file.parent))
    said = {models.Severity.REQUIRED: [], models.Severity.RECOMMENDED: []}
    for issue in result.get_issues(models.Severity.RECOMMENDED):
        said[issue.severity].append(f"{issue.check.identifier} {issue.message}")
    return said[models.Severity.REQUIRED], said[models.Severity.RECOMMENDED]


def without_network():
    """The context of RO-Crate from its Python package, not from its address."""
    import requests
    import rocrate
    from rocrate_validator.utils.http import HttpRequester

    data = pathlib.Path(rocrate.__file__).parent / "data"
    answer = requests.Response()
    answer.status_code = 200
    answer.headers["Content-Type"] = "application/ld+json"
    answer._content = (data / "ro-crate.jsonld").read_bytes()
    HttpRequester.get = lambda _self, _address, **_: answer
    # Whether what is elsewhere is there is not asked.
    HttpRequester.head = lambda _self, _address, **_: answer


def queries_parsed_once():
    """rdflib parses the queries of rules anew for each file, which takes most of the time."""
    from rdflib.plugins.sparql import processor

    parse, translate, known = processor.parseQuery, processor.translateQuery, {}

    def prepared(query, base=None, namespaces=None):
        key = (query, base, tuple(sorted((namespaces or {}).items())))
        if key not in known:
            known[key] = translate(parse(query), base, namespaces)
        return known[key]

    processor.parseQuery = lambda query: query
    processor.translateQuery = prepared


def crate_context():
    import rocrate

    data = pathlib.Path(rocrate.__file__).parent / "data"
    return json.loads((data / "ro-crate.jsonld").read_text())["@context"]


def graph(folder):
    """FOLDER/graphs/<profile>/<asset> has a document, and the graph that it is meant to be."""
    import rdflib
    from rdflib.compare import isomorphic

    said, meant = rdflib.Graph(), rdflib.Graph()
    document = json.loads((folder / "document.jsonld").read_text())
    if folder.parent.name == "ro-crate":
        document["@context"] = crate_context()
    said.parse(data=json.dumps(document), format="json-ld", publicID=BASE)
    meant.parse(folder / "graph.nt", format="nt")
    return [] if isomorphic(said, meant) else ["It is another graph"]


validators = {
    "croissant": (croissant, "mlcroissant"),
    "citation-cff": (citation, "cffconvert"),
    "hugging-face": (card, "huggingface_hub"),
    "ro-crate": (crate, "roc-validator"),
}


def main():
    root = pathlib.Path(sys.argv[1])
    without_network()
    queries_parsed_once()
    read = {}
    for profile, (validate, package) in validators.items():
        recommended = collections.Counter()
        files = sorted((root / profile).glob("*/*"))
        for file in files:
            with contextlib.redirect_stdout(io.StringIO()):
                problems, advice = validate(file)
            recommended.update({line.split(" ")[0] if profile == "ro-crate" else line for line in advice})
            if problems:
                asset = file.parent.name
                print(json.dumps({"profile": profile, "asset": asset, "problems": problems}))
        if files:
            read[profile] = {
                "files": len(files),
                "validator": f"{package} {importlib.metadata.version(package)}",
                "recommended": dict(sorted(recommended.items())),
            }
    graphs = sorted((root / "graphs").glob("*/*"))
    for folder in graphs:
        if problems := graph(folder):
            where = {"profile": folder.parent.name, "asset": folder.name}
            print(json.dumps({**where, "problems": problems}))
    print(json.dumps({"read": read, "graphs": len(graphs)}))


main()
