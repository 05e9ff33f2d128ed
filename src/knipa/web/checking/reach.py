"""Where phones come, and whom in the operator's own network reminders may call."""

from django.conf import settings

from knipa.web.checking.finding import Finding, off, well


def address() -> Finding:
    """Say by which address phones, mails and calendars reach this Knipa."""
    if settings.PHONE_ADDRESS is None:
        lacks = "not set, so phones cannot be paired, and mails have no link that ends them"
        return off("address", lacks, "KNIPA_URL: docs/hosting.md, On a phone")
    return well(
        "address", f"{settings.PHONE_ADDRESS.origin}; docs/hosting.md says how to try it from outside"
    )


def own_network() -> Finding:
    """Name the receivers that may be called although they are not public."""
    if not settings.CALL_PRIVATE:
        return well("own network", "reminders call only https on the public internet")
    named = sorted(each.host + (f":{each.port}" if each.port else "") for each in settings.CALL_PRIVATE)
    return well("own network", f"reminders may also call {', '.join(named)} (KNIPA_CALL_PRIVATE)")
