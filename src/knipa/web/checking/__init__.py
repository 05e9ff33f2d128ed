"""What hinders this Knipa from reminding people, told to whoever keeps it, each with the mend."""
