"""What carers and grandparents see: personal links, a carer's own hours, a reader's week."""
