"""The benchmarks: what the integration costs and how quick it is, on loopback; see `scripts/bench`."""
