"""The audit log: who did what to what, from where; added to in the transaction of the deed."""
