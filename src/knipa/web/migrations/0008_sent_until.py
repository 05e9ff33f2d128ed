from datetime import timedelta

from django.db import migrations, models
from django.db.models import F

HOUR = timedelta(hours=1)


def an_hour_after(apps, schema_editor):
    apps.get_model('web', 'Nudge').objects.update(until=F('due_at') + HOUR)


class Migration(migrations.Migration):
    """How long a nudge may be sent; when a way was tried, and until when it has asked us to wait; what a file holds."""

    dependencies = [
        ('web', '0007_wished_language'),
    ]

    operations = [
        migrations.AddField(
            model_name='wished',
            name='languages',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='wished',
            name='saved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='channel',
            name='tried_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='channel',
            name='waits_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='nudge',
            name='until',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(an_hour_after, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='nudge',
            name='until',
            field=models.DateTimeField(),
        ),
    ]
