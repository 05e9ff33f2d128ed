"""Care packs: to whom one turns in a country, by which number; the words for it are a language's (words/care.toml)."""

from knipa.content.care.pack import WORLD, Contact, Pack, pack, pack_for, packs, roots
from knipa.content.care.reading import KINDS

__all__ = ["KINDS", "WORLD", "Contact", "Pack", "pack", "pack_for", "packs", "roots"]
