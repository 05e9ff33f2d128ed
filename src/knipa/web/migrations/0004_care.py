from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('web', '0003_phones'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='care',
            field=models.CharField(blank=True, max_length=32),
        ),
    ]
