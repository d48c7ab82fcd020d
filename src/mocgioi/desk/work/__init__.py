"""Long work, a module for each part of the desk: functions that a process of their own calls.

Each takes its `mocgioi.desk.jobs.Steps` first and the rest by name, all of it plain enough to be
pickled; heavy libraries are imported here, never in a view.
"""
