"""Translation: French sentences into English by a MarianMT model, so that none is lost."""
