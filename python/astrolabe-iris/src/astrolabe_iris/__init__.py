"""A small DEEPaaS module: which iris is this flower?"""
