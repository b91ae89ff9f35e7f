"""Held moments say which children they were of. Those of before take the children of the family's newest file."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from homecall.errors import HomecallError
from homecall.household.codec import read


def fill(apps: Any, schema: Any) -> None:
    """Give each held moment the children that its moment has now; what is in no file any more stays without."""
    here = schema.connection.alias  # a backup is put back into another database than the app's own
    held = apps.get_model("moments", "Held").objects.using(here)
    revisions = apps.get_model("family", "Revision").objects.using(here)
    for family in held.order_by().values_list("family", flat=True).distinct():
        text = revisions.filter(family=family).order_by("-number").values_list("text", flat=True).first()
        try:
            known = read(text or "", "household.toml").moments
        except HomecallError:
            continue
        for one in known:
            mine = held.filter(family=family, moment=one.id, children="")
            mine.update(children=" ".join(one.children)[:500])


class Migration(migrations.Migration):
    """A column, and its values."""

    dependencies = (("family", "0003_sentence_parts"), ("moments", "0001_initial"))
    operations = (
        migrations.AddField(
            model_name="held",
            name="children",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    )
