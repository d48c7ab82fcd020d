"""The desk (bàn làm việc): the whole job in the browser of this computer, without a terminal.

A shell over the tracker like the command line: it asks and shows, and calls the same verbs. What
comes in is a `Visit`; a *view* answers it; `ROUTES` of each module in `views` say which view has
which address, and which right it takes. Words stand in ``texts/*.json``, pages in ``templates``,
styles and scripts in ``static``; there is no build step.

Reading a foreign file, drawing a map, typesetting a report is done by a process of its own
(`mocgioi.desk.jobs`): it can be stopped, a file that crashes a reader crashes nothing else, and
the desk itself stays small.

Nothing is done by GET; who may do what is decided in `mocgioi.desk.guard` before any view is
asked.
"""
