from django.urls import path

from wherewithal.apps.plans import views

app_name = "plans"

urlpatterns = [
    path("children/", views.children, name="caseload"),
    path("children/search", views.search, name="search"),
    path("children/assign", views.assign, name="assign"),
    path("children/download", views.download, name="download"),
    path("children/<int:pk>", views.case, name="case"),
    path("overview/", views.overview_of_all, name="overview"),
]
