from importlib import import_module

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.help import accessibility, help_page

urlpatterns = [
    path("", include("plans.urls")),
    path("", include("actions.urls")),
    path("", include("reporting.urls")),
    path("help/", help_page, name="help"),
    path("help/<slug:name>/", help_page, name="help_page"),
    path("accessibility/", accessibility, name="accessibility"),
    path("admin/", admin.site.urls),
]
if settings.SINGLE_SIGN_ON:
    urlpatterns += import_module("plans.single_sign_on").urlpatterns
