"""What the frontend gets of us: the card, what it is told, and posters."""
