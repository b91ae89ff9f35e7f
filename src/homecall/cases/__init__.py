"""Named families: a household file each, with feeds as the real systems write them."""
