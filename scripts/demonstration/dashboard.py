"""The dashboard that the browser opens: stock cards only."""

from typing import Any

from .plex import NAME

DASHBOARD = "plex-arrivals"
"""Its address."""

_DEVICE = NAME.lower()
_ITEMS = """\
{%- for item in state_attr(entity, 'items') or [] %}
- [{{ [item.show, item.title] | select | join(' · ') }}]({{ item.url }}){{ ' (%s)' % item.year if item.year }}
{%- else %}
Nothing yet.
{%- endfor %}"""
_LAST_ARRIVAL = f"""\
{{% set entity = 'sensor.{_DEVICE}_last_arrival' %}}
{{%- if state_attr(entity, 'url') %}}
## [{{{{ states(entity) }}}}]({{{{ state_attr(entity, 'url') }}}})
In **{{{{ state_attr(entity, 'library') }}}}**, {{{{ relative_time(states[entity].last_changed) }}}} ago.

Downloaded as *{{{{ state_attr(entity, 'download') }}}}*
{{%- else %}}
Nothing has arrived yet: the first download is on its way.
{{%- endif %}}"""


def dashboard(libraries: list[str]) -> dict[str, Any]:
    """Return the dashboard for a server with these libraries."""
    return {
        "views": [
            {
                "title": "Plex Arrivals",
                "type": "sections",
                "max_columns": 3,
                "sections": [
                    _section(
                        NAME,
                        {"type": "markdown", "content": _LAST_ARRIVAL},
                        {"type": "entities", "entities": _server_entities(libraries)},
                    ),
                    _section("What happens", {"type": "logbook", **_logbook(libraries)}),
                    _section("Recently added", *(_recently_added(library) for library in libraries)),
                ],
            }
        ]
    }


def _section(title: str, *cards: dict[str, Any]) -> dict[str, Any]:
    return {"type": "grid", "cards": [{"type": "heading", "heading": title}, *cards]}


def _server_entities(libraries: list[str]) -> list[str]:
    return [
        f"binary_sensor.{_DEVICE}_online",
        f"sensor.{_DEVICE}_deliveries_in_progress",
        f"event.{_DEVICE}_delivery",
        *(f"binary_sensor.{_DEVICE}_{library.lower()}_scanning" for library in libraries),
        *(f"button.{_DEVICE}_scan_{library.lower()}" for library in libraries),
    ]


def _logbook(libraries: list[str]) -> dict[str, Any]:
    watched = [
        f"event.{_DEVICE}_delivery",
        f"sensor.{_DEVICE}_last_arrival",
        *(f"binary_sensor.{_DEVICE}_{library.lower()}_scanning" for library in libraries),
    ]
    return {"target": {"entity_id": watched}, "hours_to_show": 1}


def _recently_added(library: str) -> dict[str, Any]:
    entity = f"sensor.{_DEVICE}_{library.lower()}_recently_added"
    return {"type": "markdown", "title": library, "content": f"{{% set entity = '{entity}' %}}\n{_ITEMS}"}
