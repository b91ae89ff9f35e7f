"""Lightning Bolt, of PerfectServe: the slots that its pages show to a person who has signed in."""
