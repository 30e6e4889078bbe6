package libreview;

/** Why libreview gave no result. `status` and the JSON of `details` (docs/embedding.md, "Errors") are for programs. */
public class ReviewException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String details;
    private final String result;

    ReviewException(int status, String message, String details, String result) {
        super(message);
        this.status = status;
        this.details = details;
        this.result = result;
    }

    public int status() {
        return status;
    }

    /** What stands in the way and what an officer can choose. */
    public String details() {
        return details;
    }

    /** JSON of what was seen all the same, or null. */
    public String result() {
        return result;
    }

    static ReviewException of(int status, String message, String details, String result) {
        return switch (status) {
            case 3 -> new Unreadable(message, details, result);
            case 4 -> new Unverified(message, details, result);
            default -> new ReviewException(status, message, details, result);
        };
    }

    /** The document could not be read whole, or redaction was refused: nothing may be published. */
    public static final class Unreadable extends ReviewException {
        private static final long serialVersionUID = 1;

        Unreadable(String message, String details, String result) {
            super(3, message, details, result);
        }
    }

    /** A signature or a proof did not verify. */
    public static final class Unverified extends ReviewException {
        private static final long serialVersionUID = 1;

        Unverified(String message, String details, String result) {
            super(4, message, details, result);
        }
    }
}
