from collections.abc import Container

from django.utils.text import slugify


def new_slug(words: str, taken: Container[str], *, otherwise: str, most_words: int = 6) -> str:
    """An address made of the first words that none of `taken` has; `otherwise` stands in where no letter is left."""
    base = "-".join(slugify(words).split("-")[:most_words])[:80].strip("-") or otherwise
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
