"""Long work, a module for each part of the desk: functions that a process of their own calls.

Each takes its `mocgioi.desk.jobs.Steps` first and the rest by name, all of it plain enough to be
pickled; heavy libraries are imported here, never in a view. The process does not know who asked:
what opens the store takes ``by`` and opens it in their name, so that every commit says it::

    visit.begin(taking.apply, TITLE, then=…, back=…, store=visit.desk.store, by=visit.person.name)

    def apply(steps: Steps, *, store: FilePath, by: str) -> Receipt:
        opened = tracker.open(store, by=by)
"""
