"""Writes the living session of the welcome page: one round of water, and the bird that rides on it, in step.

python tools/river.py    writes pages/welcome/river.html and static/styles/river.css anew
"""

from pathlib import Path

WEB = Path(__file__).parent.parent / "src/knipa/web"
PX_PER_S = 44  # a phone sees eight seconds ahead and behind
SURFACE, DEEP = 110, 244  # y of calm water, and of the bottom
RISE = 68  # height of full effort
RAMP_S = 1.2  # slower than in the player: it is to be watched, not followed
GET_READY_S = 2
# A first session, shortened: exercise, times, seconds to hold and to rest, share of full force
ROUND = (("strength", 3, 3, 3, 1.0), ("fast", 3, 2, 2, 1.0), ("endurance", 1, 8, 8, 0.5))
NAMES = {"strength": "Strength squeeze", "fast": "Quick squeeze", "endurance": "Endurance squeeze"}
WHOLE_S = sum(GET_READY_S + times * (hold_s + rest_s) for _, times, hold_s, rest_s, _ in ROUND)
HTML = """{{% load i18n %}}
<svg class="river" width="{three}" height="{deep}" viewBox="-{wide} 0 {three} {deep}" aria-hidden="true">
<g id="round"><path class="flow" d="M0 {surface}{path}H{wide}V{deep}H0z"/>
<path class="edge" d="M0 {surface}{path}H{wide}"/>
{words}
</g><use href="#round" x="-{wide}"/><use href="#round" x="{wide}"/></svg>
"""
CSS = """/* river.css — written by tools/river.py: one round passes in {whole} s, and the bird lifts in step with it. */
@layer components {{
  @media (prefers-reduced-motion: no-preference) {{
    .river {{ animation: pass {whole}s linear infinite; }}
    .bird {{ animation: ride {whole}s cubic-bezier(0.5, 0, 0.5, 1) infinite; }}
  }}
  @keyframes pass {{ to {{ translate: -{wide}px; }} }}
  @keyframes ride {{
{stops}
  }}
}}
"""


def squeezes() -> list[tuple[str, float, int, int, float, bool]]:
    """Return exercise, start, hold, rest, height and whether it is the first of its kind, in seconds and pixels."""
    found, at_s = [], 0.0
    for exercise, times, hold_s, rest_s, force in ROUND:
        at_s += GET_READY_S
        for time in range(times):
            found.append((exercise, at_s, hold_s, rest_s, force * RISE, time == 0))
            at_s += hold_s + rest_s
    return found


def path() -> str:
    """The water's edge: up within the hold, down within the rest."""
    ramp = RAMP_S * PX_PER_S
    half = ramp / 2
    return "".join(
        f"H{at_s * PX_PER_S:g}c{half:g} 0 {half:g}-{high:g} {ramp:g}-{high:g}"
        f"H{(at_s + hold_s) * PX_PER_S:g}c{half:g} 0 {half:g} {high:g} {ramp:g} {high:g}"
        for _, at_s, hold_s, _, high, _ in squeezes()
    )


def words() -> str:
    """What to do, under the water where it is to be done; the exercise where it begins."""
    told = []
    for exercise, at_s, hold_s, rest_s, _, first in squeezes():
        squeeze, let_go = at_s + (hold_s + RAMP_S) / 2, at_s + hold_s + (rest_s + RAMP_S) / 2
        if first:
            x = at_s * PX_PER_S
            told.append(
                f'<text class="kind" x="{x:g}" y="{SURFACE + 66}">{{% translate "{NAMES[exercise]}" %}}</text>'
            )
        told.append(
            f'<text class="do" x="{squeeze * PX_PER_S:g}" y="{SURFACE + 32}">{{% translate "squeeze" %}}</text>'
            f'<text class="do go" x="{let_go * PX_PER_S:g}" y="{SURFACE + 32}">{{% translate "let go" %}}</text>'
        )
    return "\n".join(told)


def stops() -> str:
    """The bird's heights, gathered by height."""
    at: dict[float, list[float]] = {0: [0, WHOLE_S]}
    for _, at_s, hold_s, _, high, _ in squeezes():
        at[0] += [at_s, at_s + hold_s + RAMP_S]
        at.setdefault(high, []).extend([at_s + RAMP_S, at_s + hold_s])
    rules = (
        (", ".join(f"{moment / WHOLE_S * 100:.2f}%" for moment in sorted(moments)), high)
        for high, moments in at.items()
    )
    return "\n".join(f"    {when} {{ translate: 0 {-high:g}px; }}" for when, high in rules)


def html() -> str:
    wide = WHOLE_S * PX_PER_S
    return HTML.format(wide=wide, three=3 * wide, deep=DEEP, surface=SURFACE, path=path(), words=words())


def css() -> str:
    return CSS.format(whole=WHOLE_S, wide=WHOLE_S * PX_PER_S, stops=stops())


if __name__ == "__main__":
    (WEB / "pages/welcome/river.html").write_text(html(), "utf-8")
    (WEB / "static/styles/river.css").write_text(css(), "utf-8")
