"""Training on one's own phone: a code is shown here and typed there; what is paired can be signed out again."""
