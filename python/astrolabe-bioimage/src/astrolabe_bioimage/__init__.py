"""Serves models of the BioImage Model Zoo by DEEPaaS."""
