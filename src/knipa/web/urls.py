"""Where the pages are."""

from django.urls import path, re_path

from knipa.web.api import nudges as told_nudges
from knipa.web.api import push, sync
from knipa.web.door.secret_addresses import FEED, STOP
from knipa.web.offline import ahead, worker
from knipa.web.offline import guide as guide_ahead
from knipa.web.pages.about import views as about
from knipa.web.pages.card import taking
from knipa.web.pages.card import views as card
from knipa.web.pages.care import views as care
from knipa.web.pages.drill import views as drill
from knipa.web.pages.feed import views as feed
from knipa.web.pages.guide import finding
from knipa.web.pages.guide import views as guide
from knipa.web.pages.intake import changing
from knipa.web.pages.intake import views as intake
from knipa.web.pages.nudges import adding, how, wish
from knipa.web.pages.nudges import views as nudges
from knipa.web.pages.paper import views as paper
from knipa.web.pages.pause import views as pause
from knipa.web.pages.phone import views as phone
from knipa.web.pages.programme import views as programme
from knipa.web.pages.settings import manifest
from knipa.web.pages.settings import views as settings
from knipa.web.pages.stop import views as stop
from knipa.web.pages.technique import views as technique
from knipa.web.pages.today import views as today
from knipa.web.pages.train import views as train
from knipa.web.pages.welcome import views as welcome

urlpatterns = [
    path("", welcome.start, name="start"),
    path("answers/", changing.my_answers, name="my_answers"),
    path("answers/changes/", changing.changes, name="changes"),
    path("answers/<slug:step>/", intake.step, name="answers"),
    path("guide/", guide.contents, name="guide"),
    path("guide/index.json", finding.guide_index, name="guide_index"),
    path("guide/<slug:slug>/", guide.read, name="article"),
    path("safety/", intake.safety, name="safety"),
    path("today/", today.today, name="today"),
    path("today/ready/", today.ready, name="ready"),
    path("today/how/", today.how, name="how"),
    path("today/moment/", today.moment, name="moment"),
    path("today/offer/", today.offer, name="offer"),
    path("technique/", technique.technique, name="technique"),
    path("train/", train.train, name="train"),
    path("train/by-table/", train.by_table, name="by_table"),
    path("train/<uuid:event_id>/after/", train.after, name="after"),
    path("now/", drill.now, name="now"),
    path("now/urge/", drill.drill, {"name": "urge"}, name="urge"),
    path("now/knack/", drill.drill, {"name": "knack"}, name="knack"),
    path("now/let-go/", drill.drill, {"name": "let_go"}, name="let_go"),
    path("programme/", programme.programme, name="programme"),
    path("paper/", paper.paper, name="paper"),
    path("paper/mirror/", paper.mirror, name="mirror"),
    path("paper/week/", paper.week, name="paper_week"),
    path("pause/", pause.pause, name="pause"),
    path("reminders/", nudges.reminders, name="reminders"),
    path("reminders/new/", wish.new, name="new_wish"),
    path("reminders/wish/<slug:wish_id>/", wish.edit, name="wish"),
    path("reminders/suggested/", nudges.suggested, name="suggested_wish"),
    path("reminders/how/", how.how, name="remind_how"),
    path("reminders/here/", nudges.here, name="remind_here"),
    path("reminders/later/", nudges.later, name="remind_later"),
    path("reminders/way/<int:pk>/", nudges.way, name="way"),
    path("reminders/email/", adding.email, name="remind_by_email"),
    path("reminders/webhook/", adding.webhook, name="remind_by_webhook"),
    path("reminders/calendar/", adding.calendar, name="remind_by_calendar"),
    path("phone/", phone.phone, name="phone"),
    path("pair/", phone.pair, name="pair"),
    path("card/", card.card, name="card"),
    path("card/use/", taking.use, name="use_card"),
    path("care/", care.care, name="care"),
    path("about/", about.about, name="about"),
    re_path(FEED, feed.feed, name="calendar_feed"),
    re_path(STOP, stop.stop, name="stop"),
    path("reminders/calendar.ics", feed.file, name="calendar_file"),
    path("settings/", settings.settings, name="settings"),
    path("language/", settings.choose, name="language"),
    path("api/v1/sync", sync.sync, name="sync"),
    path("api/v1/nudges/<uuid:key>/later", told_nudges.later, name="nudge_later"),
    path("api/v1/nudges/<uuid:key>/done", told_nudges.done, name="nudge_done"),
    path("api/v1/push", push.here, name="push"),
    path("api/v1/push/standing", push.standing, name="push_standing"),
    path("api/v1/push/away", push.away, name="push_away"),
    path("worker.js", worker.worker, name="worker"),
    path("offline/", worker.unreachable, name="unreachable"),
    path("offline/ahead.json", ahead.ahead, name="ahead"),
    path("offline/guide.json", guide_ahead.guide, name="guide_ahead"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
]
handler400 = "knipa.web.pages.care.refusals.bad_request"
handler403 = "knipa.web.pages.care.refusals.forbidden"
handler404 = "knipa.web.pages.care.refusals.not_found"
handler500 = "knipa.web.pages.care.refusals.broken"
