"""Two servers, and the downloads that go to one of them or to both."""
