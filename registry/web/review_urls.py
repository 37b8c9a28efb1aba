"""Addresses of the review desk outside of the admin. Below /tugas/periksa/."""

from django.urls import path

from registry.web import review

urlpatterns = [
    path("", review.review_queue, name="review"),
    path("bersama/", review.review_together, name="review-together"),
    path("<str:receipt_number>/<int:position>/", review.review_page, name="review-page"),
]
