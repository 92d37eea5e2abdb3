"""The cast of the tests: accounts with the roles they play."""

from plans.models import Plan, PlanRole, User

PASSWORD = "kites over the moor"
CLT, CLERK, PLAN_OWNER = PlanRole.Role.CLT, PlanRole.Role.CLERK, PlanRole.Role.PLAN_OWNER


def person(name: str, **fields: object) -> User:
    """An account that has no role: ``person("Stranger")`` has the address stranger@council.example."""
    address = f"{name.lower().replace(' ', '.')}@council.example"
    return User.objects.create_user(address, name=name, **fields)


def person_with_role(name: str, role: str, plan: Plan | None, **fields: object) -> User:
    """An account with one role, in a plan or (None) in every plan."""
    account = person(name, **fields)
    PlanRole.objects.create(user=account, role=role, plan=plan)
    return account


def plan_owner(name: str, plan: Plan | None = None, **fields: object) -> User:
    return person_with_role(name, PLAN_OWNER, plan, **fields)
