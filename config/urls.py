from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("plans.urls")),
    path("", include("actions.urls")),
    path("", include("reporting.urls")),
    path("admin/", admin.site.urls),
]
