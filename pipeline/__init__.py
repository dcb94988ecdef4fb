"""French text in; aligned French-English data and bilingual reading copies out."""
