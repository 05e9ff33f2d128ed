"""Who comes in, and by which way: whoever sits at this machine, and the phones that were paired with it."""
