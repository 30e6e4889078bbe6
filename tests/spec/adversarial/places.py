"""All constructs, in the order of their places."""
import place_text  # noqa: F401
