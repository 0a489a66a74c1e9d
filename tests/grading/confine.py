"""Until nobody updates from 0.2.0: see host.py beside this."""


def confine(*_asked):
    return []
