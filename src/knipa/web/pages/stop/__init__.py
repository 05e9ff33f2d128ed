"""Ends the mails to one mailbox, for whoever has the link that stands in them."""
