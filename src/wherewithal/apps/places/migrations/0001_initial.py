import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "code",
                    models.CharField(max_length=9, primary_key=True, serialize=False, verbose_name="statistics code"),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "number",
                    models.CharField(max_length=3, primary_key=True, serialize=False, verbose_name="DfE number"),
                ),
                ("gss_code", models.CharField(max_length=9, unique=True, verbose_name="statistics code")),
                (
                    "former_gss_codes",
                    models.JSONField(blank=True, default=list, verbose_name="earlier statistics codes"),
                ),
                ("name", models.CharField(max_length=80)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="authorities", to="places.region"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "authorities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "urn",
                    models.CharField(
                        max_length=6, primary_key=True, serialize=False, verbose_name="unique reference number"
                    ),
                ),
                (
                    "ukprn",
                    models.CharField(
                        blank=True, db_index=True, max_length=8, verbose_name="UK provider reference number"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("establishment_number", models.CharField(blank=True, max_length=4)),
                ("type", models.CharField(blank=True, max_length=80)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nursery", "Nursery school"),
                            ("mainstream", "Mainstream school"),
                            ("special", "Special school"),
                            ("alternative", "Alternative provision"),
                            ("further", "Further education"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("phase", models.CharField(blank=True, max_length=40)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Open"),
                            ("closing", "Open, but proposed to close"),
                            ("proposed", "Proposed to open"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("lowest_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("highest_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("has_sen_unit", models.BooleanField(blank=True, null=True, verbose_name="has a SEN unit")),
                ("sen_unit_places", models.PositiveIntegerField(blank=True, null=True)),
                ("has_resourced_provision", models.BooleanField(blank=True, null=True)),
                ("resourced_provision_places", models.PositiveIntegerField(blank=True, null=True)),
                ("section_41", models.BooleanField(blank=True, null=True, verbose_name="approved under section 41")),
                ("street", models.CharField(blank=True, max_length=200)),
                ("town", models.CharField(blank=True, max_length=100)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("easting", models.PositiveIntegerField(blank=True, null=True)),
                ("northing", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="places.authority",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="predecessors",
                        to="places.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "urn"],
            },
        ),
        migrations.AddConstraint(
            model_name="authority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None), ("opened_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                ),
                name="an_authority_opens_before_it_closes",
            ),
        ),
        migrations.AddIndex(
            model_name="school",
            index=models.Index(fields=["authority", "name"], name="places_scho_authori_9d8d58_idx"),
        ),
    ]
