"""Laid-out pages and tables: paragraphs, columns, ruled tables, tables in Markdown."""
