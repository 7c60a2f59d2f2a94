"""Results of the adviser as words: chat messages, Markdown, HTML, JSON."""
