"""What a whole message means by its words, beside the skills and likings that `waymark.reading` finds in it.

Pure functions of a text, most of them patterns: an answer to an open question, a wish about the plan, a doubt about
the bot, an order to delete. Intents are Rasa's business; these tell what an intent is too coarse for.
"""
