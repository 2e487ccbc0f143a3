"""The card with deliveries of every kind."""
