from django.urls import path

from wherewithal.apps.plans import views

app_name = "plans"

urlpatterns = [
    path("", views.children, name="caseload"),
    path("search", views.search, name="search"),
    path("assign", views.assign, name="assign"),
    path("download", views.download, name="download"),
    path("overview", views.overview_of_all, name="overview"),
    path("<int:pk>", views.case, name="case"),
]
