"""The sheet as data, its web page, dates, form and versions."""
