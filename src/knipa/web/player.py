"""What the player says of itself; its names and placeholders are the player's contract."""

from django.utils.translation import gettext as _


def player_words() -> dict[str, str]:
    """Return the player's own words in the language of the page."""
    return {
        "start": _("Start"),
        "pause": _("Pause"),
        "resume": _("Go on"),
        "mute": _("Sound off"),
        "unmute": _("Sound on"),
        "seconds": _("{s} s"),
        "rep": _("{rep} of {of}"),
        "target": _("Today's target: {s} s"),
        "open_hint": _("Press space or Let go when you cannot hold any longer."),
        "again": _("Once more"),
        "caught": _("Noted. Keep holding."),
        "eased": _("Easier from here on."),
        "effort_100": _("as hard as you can"),
        "effort_80": _("almost as hard as you can"),
        "effort_50": _("moderately"),
        "effort_25": _("softly"),
        "next": _("Next: {say}"),
        "title": _("My day"),
        "file": _("session.wav"),
        "try_voice": _("This is how it sounds."),
        "no_wake": _("The screen may go dark here."),
        "half": _("Halfway."),
        "paused": _("Paused"),
        "stopped": _("Stopped. Relax."),
        "no_sound": _(
            "The sound cannot start here. Follow the session on the screen, or press Sound on to try again."
        ),
        "broken": _("The session could not be read here. Follow the table instead."),
        "kept_sending": _("Saved on this device. Sending now …"),
        "kept_sent": _("Saved and sent."),
        "kept": _("Saved on this device. It is sent as soon as Knipa can be reached."),
        "unkept_sending": _(
            "The browser could not keep this session. Leave the page open: it is being sent now …"
        ),
        "unkept": _(
            "The browser could not keep this session, and it is not sent yet. Leave the page open and try again."
        ),
        "refused": _("Knipa could not take this session: {why}."),
        "stays": _("It stays on this device."),
    }
