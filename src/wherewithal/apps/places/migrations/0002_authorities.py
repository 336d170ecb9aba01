"""Fill in England's regions and authorities, so that no installation is without them."""

from django.db import migrations

from wherewithal.domain.places import authorities as known


def fill(apps, schema_editor):
    region, authority = apps.get_model("places", "Region"), apps.get_model("places", "Authority")
    codes = {each.name: each.code for each in known.regions()}
    region.objects.bulk_create(
        [region(code=each.code, name=each.name) for each in known.regions()], ignore_conflicts=True
    )
    authority.objects.bulk_create(
        [
            authority(
                number=each.number,
                gss_code=each.gss_code,
                former_gss_codes=list(each.former_gss_codes),
                name=each.name,
                region_id=codes[each.region],
                opened_on=each.opened_on,
                closed_on=each.closed_on,
            )
            for each in known.authorities()
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
