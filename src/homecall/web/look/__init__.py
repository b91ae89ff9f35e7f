"""How the app looks: the base page, the colours, the headers that every answer carries."""
