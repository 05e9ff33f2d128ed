from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('web', '0004_care'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='wordless',
            field=models.BooleanField(default=False),
        ),
    ]
