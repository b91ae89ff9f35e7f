"""Labour packs and work packs: dated, sourced numbers as TOML, and the one module that reads them."""
