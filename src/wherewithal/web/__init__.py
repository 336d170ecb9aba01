"""What pages share: the GOV.UK frame, form fields, tables, charts, words and error pages.  Knows no app."""
