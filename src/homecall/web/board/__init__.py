"""The Children's board: who picks me up, who puts me to bed, who is there when I wake up."""
