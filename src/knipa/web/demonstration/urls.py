"""Where the pages are in a demonstration: everywhere as usual, and one page to choose as whom to look."""

from django.urls import path

from knipa.web.pages.demo import views as demo
from knipa.web.urls import handler400, handler403, handler404, handler500
from knipa.web.urls import urlpatterns as as_usual

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*as_usual, path("demo/", demo.choose, name="demo")]
