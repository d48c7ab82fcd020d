"""Spreadsheets that go out, are filled in by people and come back.

What is written here is read again by `mocgioi.sources` without a question: headings are
those the importer knows, and a text from outside is a text in every cell, never a formula.
XlsxWriter is loaded only when a sheet is written.
"""
