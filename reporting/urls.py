from django.urls import path

from .action_page import action
from .boards.plan import plan
from .home import home
from .officers import officer, officers

urlpatterns = [
    path("", home, name="home"),
    path("plans/<slug:slug>/", plan, name="plan"),
    path("plans/<slug:slug>/actions/<slug:action>/", action, name="action"),
    path("officers/", officers, name="officers"),
    path("officers/<slug:slug>/", officer, name="officer"),
]
