"""The recovery pages: forgotten password, new password, confirmed address."""
