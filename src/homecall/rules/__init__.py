"""What is allowed and what is good: rules one module each, labour packs as data, and the judge that applies them."""
