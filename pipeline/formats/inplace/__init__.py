"""Text exchanged in place, in the XML of a file itself: what all formats share that come back in their own layout."""
