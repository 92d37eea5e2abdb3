from django.apps import AppConfig, apps

from plans.rules import keep_records


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"

    def ready(self) -> None:
        keep_records(apps.get_models())
