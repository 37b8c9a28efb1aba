"""Addresses of the dinas: task list, update, receipts. Below /tugas/."""

from django.urls import path

from registry.web import attachment, list_form, notices, receipt, tasks, update

urlpatterns = [
    path("", tasks.task_list, name="tasks"),
    path("meja/", tasks.desk, name="desk"),
    path("kiriman/", receipt.submission_list, name="my-submissions"),
    path("tanda-terima/<str:receipt_number>/", receipt.receipt, name="receipt"),
    path("daftar/", list_form.list_form, name="list-form"),
    path("kabar/", notices.inbox_page, name="notices"),
    path(
        "tanda-terima/<str:receipt_number>/lampiran/",
        attachment.receipt_attachments,
        name="receipt-attachments",
    ),
    path("lampiran/", attachment.form_attachments, name="attachments"),
    path("lampiran/<int:pk>/", attachment.attachment, name="attachment"),
    path("lampiran/<int:pk>/kecil/", attachment.attachment_small, name="attachment-small"),
    path("<str:public_code>/", update.update, name="update"),
]
