"""Addresses of the dinas: task list, forms, drafts, receipts. Below /tugas/."""

from django.urls import path

from registry.choices import SubmissionKind
from registry.web import (
    attachment,
    campaign,
    choices,
    drafts,
    list_form,
    notices,
    propose,
    receipt,
    sections,
    tasks,
)
from registry.web.flows import BESIDE, MORE_SECTIONS

ABOUT = (
    ("", SubmissionKind.YEARLY, "update"),
    ("keadaan/", SubmissionKind.EXISTENCE, "propose-existence"),
    ("data/", SubmissionKind.CORRECT, "propose-correction"),
    ("fasilitas/", SubmissionKind.FACILITY, "propose-facilities"),
    ("kebutuhan/", SubmissionKind.NEEDS, "propose-needs"),
)

urlpatterns = [
    path("", tasks.task_list, name="tasks"),
    path("meja/", tasks.desk, name="desk"),
    path("baru/", propose.new_sentra, name="propose-new"),
    path("pilih/<slug:what>/", choices.options, name="options"),
    path("draf/<str:reference>/", drafts.open_draft, name="draft"),
    path("draf/<str:reference>/buang/", drafts.discard, name="draft-discard"),
    path("kiriman/", receipt.submission_list, name="my-submissions"),
    path("tanda-terima/<str:receipt_number>/", receipt.receipt, name="receipt"),
    path("daftar/", list_form.list_form, name="list-form"),
    path("kampanye/<slug:code>/", campaign.campaign, name="campaign"),
    path("kelengkapan/", campaign.completeness, name="completeness"),
    path("kabar/", notices.inbox_page, name="notices"),
    path(
        "tanda-terima/<str:receipt_number>/lampiran/",
        attachment.receipt_attachments,
        name="receipt-attachments",
    ),
    path("lampiran/", attachment.form_attachments, name="attachments"),
    path("lampiran/<int:pk>/", attachment.attachment, name="attachment"),
    path("lampiran/<int:pk>/kecil/", attachment.attachment_small, name="attachment-small"),
    path("lampiran/<int:pk>/tarik/", attachment.withdraw, name="attachment-withdraw"),
    path("tanda-terima/<str:receipt_number>/tarik/", receipt.withdraw, name="withdraw"),
    *(
        path(tail, propose.about_matter, {"kind": kind.value}, name=name)
        for (tail, name), kind in ((flow.about_matter, flow.kind) for flow in BESIDE)
    ),
    path("<str:public_code>/bagian/", sections.sections, name="tasks-sections"),
    *(
        path(f"<str:public_code>/{tail}", propose.about_sentra, {"kind": kind.value}, name=name)
        for tail, kind, name in (
            *ABOUT,
            *((flow.tail, flow.kind, flow.url_name) for flow in MORE_SECTIONS),
        )
    ),
]
