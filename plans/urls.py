from django.contrib.auth.views import LogoutView
from django.urls import path

from . import (
    account_list,
    account_views,
    deputy_views,
    kept_posts,
    reading_views,
    reporting_settings,
    security_log_page,
    sessions,
    views,
)

urlpatterns = [
    path("sign-in/", views.sign_in, name="login"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("kept/<uuid:token>/", kept_posts.kept_post, name="kept_post"),
    path("plans/", views.plans, name="plans"),
    path("plans/<slug:slug>/deadlines/", reporting_settings.reporting_settings, name="reporting_settings"),
    path("plans/<slug:slug>/measures/<int:pk>/readings/", reading_views.add, name="add_reading"),
    path("officers/<slug:slug>/deputies/", deputy_views.officer_deputies, name="deputies"),
    path("officers/<slug:slug>/deputies/<int:pk>/end/", deputy_views.end, name="end_deputy"),
    path("accounts/", account_list.accounts, name="accounts"),
    path("accounts/new/", account_views.new_account, name="new_account"),
    path("accounts/set-password/<uidb64>/<token>/", account_views.SetPassword.as_view(), name="set_password"),
    path("accounts/<int:pk>/", account_views.account, name="account"),
    path("accounts/<int:pk>/roles/", account_views.grant_role, name="grant_role"),
    path("accounts/<int:pk>/roles/<int:role>/remove/", account_views.revoke_role, name="revoke_role"),
    path("accounts/<int:pk>/close/", account_views.close_account, name="close_account"),
    path("accounts/<int:pk>/reopen/", account_views.reopen_account, name="reopen_account"),
    path("accounts/<int:pk>/password-link/", account_views.password_link, name="password_link"),
    path("your-account/", account_views.OwnAccount.as_view(), name="own_account"),
    path("your-account/sessions/end/", sessions.end_other_sessions, name="end_other_sessions"),
    path("your-account/sessions/<slug:name>/end/", sessions.end_session, name="end_session"),
    path("session/", sessions.session_time, name="session_time"),
    path("security-log/", security_log_page.security_log, name="security_log"),
]
