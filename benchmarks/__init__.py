"""What Knipa costs, measured on this machine in one run."""
