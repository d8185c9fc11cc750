"""Mounts a storage for a workload."""
