"""The menu: see ``__init__.py``."""

from .content.changes.counts import table_change_counts, table_changes_by
from .content.changes.errata import note_errata, table_errata
from .content.changes.figures import table_figures_compared
from .content.changes.listed import table_changed_fields, table_changes
from .content.changes.sentences import note_changes
from .content.changes.trend import chart_trend
from .content.charts.bars import chart_bars, chart_status_by_section
from .content.charts.heatmap import chart_themes_by_body_type
from .content.charts.interventions import chart_interventions
from .content.charts.tiles import chart_tile_grid
from .content.charts.timeline import chart_timeline
from .content.citations import cite_edition, cite_reference
from .content.notes import note_caveat, note_explanatory, note_mandate, note_method, note_section, note_text
from .content.profiles.organization import (
    note_organization,
    note_organization_mandate,
    table_organization_activities,
    table_organization_partners,
    table_organization_states,
)
from .content.profiles.organization_elsewhere import (
    note_organization_gaps,
    table_organization_documents,
    table_organization_elsewhere,
)
from .content.profiles.state import note_state, table_state_roles
from .content.profiles.state_bodies import table_state_bodies, table_state_memberships
from .content.profiles.state_facts import note_state_gaps, note_state_mentions, table_state_documents, table_state_figures
from .content.profiles.state_themes import chart_state_themes
from .content.profiles.theme import (
    chart_theme_kinds,
    note_theme,
    table_theme_activities,
    table_theme_bodies,
    table_theme_documents,
    table_theme_objectives,
)
from .content.profiles.theme_states import chart_theme_states
from .content.standing import note_standing, table_gaps, table_requests, table_standing
from .content.tables.annexes import table_interventions, table_practices
from .content.tables.compendium import note_compendium, table_compendium, table_compendium_documents, table_criteria
from .content.tables.entries import table_entry, table_section
from .content.tables.frame import table_frame
from .content.tables.mandates import note_mandates, table_mandates
from .content.tables.matrix import table_bodies_by_theme, table_body_activities, table_state_activities, table_states_by_theme
from .content.tables.numbers import table_figures, table_key_numbers
from .content.tables.register import table_abbreviations, table_corrections, table_organizations, table_references
from .content.tables.replies import table_memberships, table_replies
from .dataset import Edition, load_edition
from .dataset.compare import load_changes, load_earlier, load_errata
from .dataset.follow import load_standing

__all__ = [
    "Edition",
    "chart_bars",
    "chart_interventions",
    "chart_state_themes",
    "chart_status_by_section",
    "chart_theme_kinds",
    "chart_theme_states",
    "chart_themes_by_body_type",
    "chart_tile_grid",
    "chart_timeline",
    "chart_trend",
    "cite_edition",
    "cite_reference",
    "load_changes",
    "load_earlier",
    "load_edition",
    "load_errata",
    "load_standing",
    "note_caveat",
    "note_changes",
    "note_compendium",
    "note_errata",
    "note_explanatory",
    "note_mandate",
    "note_mandates",
    "note_method",
    "note_organization",
    "note_organization_gaps",
    "note_organization_mandate",
    "note_section",
    "note_standing",
    "note_state",
    "note_state_gaps",
    "note_state_mentions",
    "note_text",
    "note_theme",
    "table_abbreviations",
    "table_bodies_by_theme",
    "table_body_activities",
    "table_change_counts",
    "table_changed_fields",
    "table_changes",
    "table_changes_by",
    "table_compendium",
    "table_compendium_documents",
    "table_corrections",
    "table_criteria",
    "table_entry",
    "table_errata",
    "table_figures",
    "table_figures_compared",
    "table_frame",
    "table_gaps",
    "table_interventions",
    "table_key_numbers",
    "table_mandates",
    "table_memberships",
    "table_organization_activities",
    "table_organization_documents",
    "table_organization_elsewhere",
    "table_organization_partners",
    "table_organization_states",
    "table_organizations",
    "table_practices",
    "table_references",
    "table_replies",
    "table_requests",
    "table_section",
    "table_standing",
    "table_state_activities",
    "table_state_bodies",
    "table_state_documents",
    "table_state_figures",
    "table_state_memberships",
    "table_state_roles",
    "table_states_by_theme",
    "table_theme_activities",
    "table_theme_bodies",
    "table_theme_documents",
    "table_theme_objectives",
]
