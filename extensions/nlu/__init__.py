"""What the intent classifier is made of; nothing in here knows Rasa, so that it can be measured alone."""
