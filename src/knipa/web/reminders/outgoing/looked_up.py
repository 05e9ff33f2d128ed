"""Finds the addresses behind a name once, and keeps only names all of whose addresses lie on the public internet."""

import queue
import socket
import threading
import time
from ipaddress import IPv4Address, ip_address, ip_network

from knipa.web.reminders.outgoing.destination import Destination

LONGEST_S = 5.0  # as long as a connection may take (our choice)
KEPT_S = 60.0  # an address that was found and checked is used so long; it is that address that is called (our choice)
MOST = 1_000  # names kept
GLOBAL_UNICAST = ip_network("2000::/3")  # the only part of IPv6 that is given out (IANA)
NAT64 = ip_network("64:ff9b::/96")  # IPv4 as an IPv6-only network sees it: the last 32 bits decide (RFC 6052)
NOT_CALLED = (
    ip_network("2002::/16"),  # 6to4: an IPv4 address within, whatever it is (RFC 7526)
    ip_network("192.88.99.0/24"),  # its relays
    ip_network("168.63.129.16/32"),  # public by its number, and inside Azure the host of the machine itself
)
_kept: dict[str, tuple[float, list[str]]] = {}


class NotFoundError(OSError):
    """No public address; whether there is a private one is nobody's business."""


def addresses(to: Destination) -> list[str]:
    """Return what may be connected to, best first.

    Raises:
        NotFoundError: there is none, or one among them is not public and the operator has not allowed it.
    """
    if to.is_number:
        return _checked([to.host], to)
    until, found = _kept.get(to.host, (0.0, []))
    if time.monotonic() >= until:
        found = _resolve(to.host, to.port)
        _keep(to.host, found)
    return _checked(found, to)


def is_public(address: str) -> bool:
    """Whether a packet to it leaves for the public internet, as far as its number tells."""
    number = ip_address(address.partition("%")[0])
    if number.version == 6 and number in NAT64:
        number = IPv4Address(int(number) & 0xFFFF_FFFF)
    if not number.is_global or number.is_multicast or any(number in each for each in NOT_CALLED):
        return False
    return number.version == 4 or number in GLOBAL_UNICAST


def _keep(host: str, found: list[str]) -> None:
    if len(_kept) >= MOST:
        _kept.clear()
    if found:  # what was not found is asked again
        _kept[host] = (time.monotonic() + KEPT_S, found)


def _checked(found: list[str], to: Destination) -> list[str]:
    if not found or not (to.is_allowed or all(map(is_public, found))):
        raise NotFoundError("no public address")
    return found


def _resolve(host: str, port: int) -> list[str]:
    """Ask the system, in a thread that may be left behind: its resolver knows no deadline."""
    given: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    threading.Thread(target=lambda: given.put(_ask(host, port)), daemon=True).start()
    try:
        return given.get(timeout=LONGEST_S)
    except queue.Empty:
        return []


def _ask(host: str, port: int) -> list[str]:
    try:
        told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(each[4][0]) for each in told))
