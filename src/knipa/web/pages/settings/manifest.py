"""How the page calls itself when it is put on a home screen: neutral, when it should be discreet."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knipa.web.spoken import spoken

SIZES_PX = (192, 512)
WATER = "#dfecee"  # as --water in styles/tokens.css


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Return the web manifest."""
    discreet = getattr(request.user, "discreet", False)
    name = _("My day") if discreet else "Knipa"
    kinds = {"neutral": "any"} if discreet else {"icon": "any", "maskable": "maskable"}
    icons = [
        {
            "src": static(f"images/{kind}-{size_px}.png"),
            "sizes": f"{size_px}x{size_px}",
            "type": "image/png",
            "purpose": purpose,
        }
        for kind, purpose in kinds.items()
        for size_px in SIZES_PX
    ]
    shortcuts = [
        {"name": _("Today"), "url": reverse("today")},
        {"name": _("Right now") if discreet else _("Urge now"), "url": reverse("urge")},
    ]
    told = {
        "name": name,
        "short_name": name,
        "lang": spoken().tag,
        "dir": spoken().direction,
        "start_url": "/",
        "display": "standalone",
        "background_color": WATER,
        "theme_color": WATER,
        "icons": icons,
        "shortcuts": shortcuts if request.user.pk else [],  # a stranger learns no address either
    }
    return JsonResponse(told, content_type="application/manifest+json")
