"""Who brings nouns, numbers, forms and panels to the registry: strings, so that no room looks up,
and an application is taken out by its lines here."""

KINDS = [
    "registry.changes.catalogue.KINDS",
    "registry.changes.parts_catalogue.KINDS",
    "registry.changes.facts_catalogue.KINDS",
    "registry.changes.submission_catalogue.KINDS",
    "registry.changes.attachment_catalogue.KINDS",
    "registry.changes.people_catalogue.KINDS",
    "registry.changes.statistics_catalogue.KINDS",
    "registry.changes.campaign_catalogue.KINDS",
    "dak.changes.catalogue.KINDS",
    "dak.changes.rule_catalogue.KINDS",
    "dak.changes.money_catalogue.KINDS",
    "dak.changes.asset_catalogue.KINDS",
    "dak.changes.progress_catalogue.KINDS",
]
SHARED_KINDS = ["dak.choices.SHARED_KINDS"]  # of others, for a dinas as for the ministry
AGGREGATES = [
    "registry.aggregates.definitions.DEFINITIONS",
    "dak.aggregates.definitions.DEFINITIONS",
]
DIMENSIONS = ["dak.choices.DIMENSIONS"]
SENTRA_MARKS = ["dak.choices.SENTRA_MARKS"]
SENTRA_MARK_ROWS = ["dak.aggregates.ceiling.SENTRA_MARK_ROWS"]
COLUMNS = ["registry.columns.dictionary.NOUNS", "dak.columns.dictionary.NOUNS"]
DATED_FACTS = [
    "registry.aggregates.population.REGISTRY_FACTS",
    "dak.aggregates.ceiling.DATED_FACTS",
]
DATABASE_VIEWS = [
    "registry.aggregates.population.VIEWS",
    "dak.aggregates.ceiling.VIEWS",
    "dak.aggregates.idle.VIEWS",
    "dak.aggregates.panel.VIEWS",
]
# Forms a dinas fills in about records of other applications, what these ask of its offices,
# what a reviewer should look at twice in what was sent, and what stands beside it.
DINAS_FLOWS = ["dak.forms.flows.FLOWS"]
OFFICE_TASKS = [
    "dak.queries.progress_tasks.report_tasks",
    "dak.queries.asset_tasks.asset_tasks",
    "dak.rules.payment_tasks.payment_tasks",
]
OUTLIERS = ["dak.changes.progress.outliers", "dak.changes.proposal.outliers"]
# What stands on the home of an office beside its tasks, and on the receipt of what was approved.
OFFICE_PANELS = ["dak.queries.panels.office_panel"]
RECEIPT_PANELS = ["dak.queries.panels.receipt_panel"]
REVIEW_PANELS = ["dak.queries.panels.review_panel"]
SENTRA_BULK = ["dak.admin.proposal.SENTRA_BULK"]
PANELS = ["dak.queries.panels.sentra_panel"]
REGION_PANELS = ["dak.queries.panels.region_panel"]
# Cards that other applications put on the desk of the ministry.
DESK_CARDS = ["dak.admin.alerts.asset_cards"]
BRIEF_PANELS = ["dak.queries.panels.brief_panel"]
# Who reads "Periksa usulan" in the navigation.
REVIEWER_FLAG = "registry.queries.review_desk.reviews"
SAMPLE_FLAG = "registry.queries.sample.sample_loaded"
MADE_UP_FLAG = "dak.queries.synthetic.synthetic_loaded"
INBOX_COUNT = "registry.queries.notices.n_unread"
SAMPLE_LOADERS = [
    "registry.imports.sample.load_sentra",
    "registry.imports.sample_claims.load_claims",
    "registry.imports.sample_states.load_states",
    "registry.imports.sample_standing.load_standing",
    "dak.imports.sample.load_grants",
    "dak.imports.spans.load_spans",
    "dak.imports.outcomes.load_assets",
    "dak.imports.outcomes.load_outcomes",
]
# Reference data of applications beside the registry's own: what `manage prepare` calls it, and the
# command that loads it.
REFERENCE_STEPS = [("aturan DAK", "load_dak_rules"), ("angka terbitan", "load_statistics")]
