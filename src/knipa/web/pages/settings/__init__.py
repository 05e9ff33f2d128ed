"""How a person wants their pages: language, light, size of type, and how much the screen gives away."""
