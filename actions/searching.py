"""What is searched by words: the vectors that the models index, in one place so that query and index agree.

PostgreSQL uses an index on an expression only where a query says the very same expression. What is exempt from
publication is in none of them.
"""

from django.contrib.postgres.search import SearchVector

LANGUAGE = "english"
OF_ACTION_VERSIONS = SearchVector("text", "intended_outcome", "success_measure", "timeframe", config=LANGUAGE)
OF_UPDATES = SearchVector("narrative", "status_words", config=LANGUAGE)
