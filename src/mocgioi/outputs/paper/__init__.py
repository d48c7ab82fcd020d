"""Papers that an office signs: A4 as NĐ 30/2020/NĐ-CP, Phụ lục I, lays it out, DOCX and PDF.

`letterhead` says whose paper it is, `sheet` measures the paper, `docx_writing` writes Word
documents, `pdf` typesets with the fonts beside it.
"""
