from django.urls import path

from wherewithal.apps.returns import views

app_name = "returns"

urlpatterns = [
    path("returns/", views.index, name="index"),
    path("returns/upload", views.upload, name="upload"),
    path("returns/loads/<int:pk>", views.load, name="load"),
    path("quality/", views.quality, name="quality"),
    path("quality/download/<str:form>", views.download_findings, name="download-findings"),
    path("quality/<str:number>", views.rule, name="rule"),
    path("returns/doubts", views.doubts, name="doubts"),
    path("returns/doubts/<int:pk>", views.doubt, name="doubt"),
    path("returns/children/<int:pk>", views.child, name="child"),
    path("returns/drafts/new", views.new_draft, name="new-draft"),
    path("returns/drafts/<int:pk>", views.draft, name="draft"),
    path("returns/drafts/<int:pk>/download", views.download_draft, name="download-draft"),
]
