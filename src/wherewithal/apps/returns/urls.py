from django.urls import path

from wherewithal.apps.returns import views

app_name = "returns"

urlpatterns = [
    path("", views.index, name="index"),
    path("upload", views.upload, name="upload"),
    path("loads/<int:pk>", views.load, name="load"),
    path("quality", views.quality, name="quality"),
    path("quality/download.<str:form>", views.download_findings, name="download-findings"),
    path("quality/<str:number>", views.rule, name="rule"),
    path("doubts", views.doubts, name="doubts"),
    path("doubts/<int:pk>", views.doubt, name="doubt"),
    path("children/<int:pk>", views.child, name="child"),
    path("drafts/new", views.new_draft, name="new-draft"),
    path("drafts/<int:pk>", views.draft, name="draft"),
    path("drafts/<int:pk>/download", views.download_draft, name="download-draft"),
]
