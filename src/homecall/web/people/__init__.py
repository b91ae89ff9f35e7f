"""Who people are: accounts, memberships, links and devices, and what each of them may see."""
