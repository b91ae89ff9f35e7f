"""A calendar on a server as a source: asked whether anything changed, and read whole where it has."""
