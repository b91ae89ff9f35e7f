"""The app on a phone: installed, readable without a network, and ready to be told something."""
