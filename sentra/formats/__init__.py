"""How Django itself writes a date where no filter of ours does: the admin's own cells."""
