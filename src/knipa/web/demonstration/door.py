"""Who one looks as: chosen at /demo/ and kept in the session; someone new until then."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from knipa.web.demonstration.stage import NEWCOMER
from knipa.web.middleware import Next, let_in
from knipa.web.models import Account

LOOKS_AS = "demo_looks_as"


def one_of_the_cast(get_response: Next) -> Next:
    """Sign in whomever of the cast was chosen, under the same rules as the one person of a machine."""
    return let_in(get_response, _chosen)


def name_of(account: Account) -> str:
    """Return what to call someone of the cast."""
    return _("someone new") if account.username == NEWCOMER else account.username.capitalize()


def looking_as(request: HttpRequest) -> dict[str, Any]:
    """Tell every page as whom one looks."""
    account = getattr(request, "user", None)
    return {"looking_as": name_of(account)} if isinstance(account, Account) else {}


def _chosen(request: HttpRequest) -> Account:
    chosen = request.session.get(LOOKS_AS, NEWCOMER)
    return (
        Account.objects.select_related("snapshot", "wished").filter(username=chosen).first()
        or Account.objects.get_or_create(username=NEWCOMER, defaults={"password": "!"})[0]
    )
