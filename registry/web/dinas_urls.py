"""Addresses of the dinas: task list, update, receipts. Below /tugas/."""

from django.urls import path

from registry.web import notices, receipt, tasks, update

urlpatterns = [
    path("", tasks.task_list, name="tasks"),
    path("meja/", tasks.desk, name="desk"),
    path("kiriman/", receipt.submission_list, name="my-submissions"),
    path("tanda-terima/<str:receipt_number>/", receipt.receipt, name="receipt"),
    path("kabar/", notices.inbox_page, name="notices"),
    path("<str:public_code>/", update.update, name="update"),
]
