"""What the tests stand on: databases, the network guard, browsers, servers."""
