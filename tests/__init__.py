"""Tests, in the shape of the source; a package, because a library we use installs one called tests too."""
