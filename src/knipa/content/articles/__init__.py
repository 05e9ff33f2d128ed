"""The guide's articles: one text in each language, worded for who reads it, with the facts it tells by paragraph."""

from knipa.content.articles.article import Article, Part, articles, parts
from knipa.content.articles.page import Press, passage, press
from knipa.content.articles.reader import ANYONE, Body, Place, Reader, text_for

__all__ = [
    "ANYONE",
    "Article",
    "Body",
    "Part",
    "Place",
    "Press",
    "Reader",
    "articles",
    "parts",
    "passage",
    "press",
    "text_for",
]
