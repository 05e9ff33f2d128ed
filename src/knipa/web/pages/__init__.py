"""Pages: each folder holds its views, its forms and its html. They do not import each other."""
