"""Thin records: answers and log are the only truth, and every one belongs to an account."""

from knipa.web.models.account import Account, Theme
from knipa.web.models.answers import Answers
from knipa.web.models.channel import Channel, ChannelKind
from knipa.web.models.log_line import LogLine
from knipa.web.models.nudge import Became, Nudge, NudgeKind, NudgeState, end_claims
from knipa.web.models.phone import Device, Pairing, Phone
from knipa.web.models.snapshot import Snapshot
from knipa.web.models.wished import Wished

__all__ = [
    "Account",
    "Answers",
    "Became",
    "Channel",
    "ChannelKind",
    "Device",
    "LogLine",
    "Nudge",
    "NudgeKind",
    "NudgeState",
    "Pairing",
    "Phone",
    "Snapshot",
    "Theme",
    "Wished",
    "end_claims",
]
