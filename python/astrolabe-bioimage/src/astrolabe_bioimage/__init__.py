"""Serves models of the BioImage Model Zoo by DEEPaaS."""

#: Below the folder of a model, where `bioimageio` keeps what it fetches.
CACHE = ".bioimageio"
