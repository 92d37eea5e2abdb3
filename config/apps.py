from django.contrib.admin.apps import AdminConfig


class PlanOwnerAdminConfig(AdminConfig):
    default_site = "config.admin.PlanOwnerAdminSite"
