"""All constructs, in the order of their places."""
import place_text  # noqa: F401
import place_han  # noqa: F401
import place_fonts  # noqa: F401
import place_graphics  # noqa: F401
import place_pictures  # noqa: F401
import place_carriers  # noqa: F401
import place_structure  # noqa: F401
import place_file  # noqa: F401
