"""The `knipa` command: plan and sheet from files alone, the schemas, and the way to start the web."""

from knipa.cli.command import main

__all__ = ["main"]
