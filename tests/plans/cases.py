"""Facts of the commonest cases."""


def asked(received_on, **more):
    return {"received_on": received_on, "decision": "A", **more}


def in_force(started_on, **more):
    return {"case": {"decision": "H"}, "assessment": {"outcome": "H"}, "plan": {"started_on": started_on}, **more}
