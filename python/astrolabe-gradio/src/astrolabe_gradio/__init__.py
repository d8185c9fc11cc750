"""A page for any module that speaks DEEPaaS."""
