# The language of the bot, in /settings. "language-name" is what it calls itself.

language-name = Bahasa Indonesia
language-asked = Dalam bahasa apa saya menulis kepada Anda? Tulisan Anda juga saya baca dalam bahasa itu.
button-language = { $language }
