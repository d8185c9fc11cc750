"""Runs an AI module from its repository: fetched, installed, served by DEEPaaS."""
