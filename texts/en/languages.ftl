# The language of the bot, in /settings. "language-name" is what it calls itself.

language-name = English
language-asked = In which language shall I write to you? I read what you type in it, too.
button-language = Language: { $language }
