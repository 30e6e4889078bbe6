package libreview;

import java.util.Objects;

/**
 * libreview for Java: what must not go out, is it gone, who let it out. libreview/docs/embedding.md.
 *
 * <p>A Review may be shared between threads; close it once nobody uses it. JSON comes as text: take the reader of your portal.
 * Messages of exceptions never quote a document. Needs libreview_jni.so on java.library.path.
 */
public final class Review implements AutoCloseable {
    static {
        System.loadLibrary("review_jni");
    }

    /** A proven copy, and what was looked for in it (docs/evidence.schema.json). */
    public record Redaction(byte[] document, String evidence) {}

    /** What a Review looks with: review_scanner_options of review.h. Null and 0: the defaults. */
    public record Options(String language, String policy, String channel, String[] packs, String[] packFiles, String[] terms, String[] regexes,
                          long fileBytes, long seconds) {
        public Options {
            if (fileBytes < 0 || seconds < 0) throw new IllegalArgumentException("a limit is negative");
        }

        public Options() {
            this(null, null, null, null, null, null, null, 0, 0);
        }
    }

    /** What is decided: review_redact_options of review.h. `decisions` is the text of a file of decisions, YAML or JSON. */
    public record Choices(boolean all, String decisions, String width, String onUnreadable, String label) {
        /** Every finding that the policy does not allow goes. */
        public static Choices everything() {
            return new Choices(true, null, null, null, null);
        }
    }

    private long handle;
    private int users;
    private boolean closed;

    public Review(Options options) {
        final var o = Objects.requireNonNull(options);
        handle = make(new String[] {o.language, o.policy, o.channel}, o.packs, o.packFiles, o.terms, o.regexes, new long[] {o.fileBytes, o.seconds});
    }

    /** The JSON of docs/findings.schema.json. Throws Unreadable, with that JSON as its result, where a place could not be read. */
    public String scan(byte[] document, String name) {
        return using(scanner -> scan(scanner, document, name));
    }

    /** What is concealed in it: the JSON of docs/inspection.schema.json. */
    public String inspect(byte[] document, String name) {
        return using(scanner -> inspect(scanner, document, name));
    }

    /** Throws and gives nothing where anything is undecided, unreadable or unproven. */
    public Redaction redact(byte[] document, String name, Choices choices) {
        final var c = Objects.requireNonNull(choices);
        final var made = using(scanner -> redact(scanner, document, name, c.all, new String[] {c.decisions, c.width, c.onUnreadable, c.label}));
        return new Redaction((byte[]) made[0], (String) made[1]);
    }

    /** The JSON of docs/embedding.md of a signed document or a bundle's zip file; throws Unverified where a check failed. */
    public static String verify(byte[] document, String name, String... roots) {
        return check(document, name, roots);
    }

    public static native String version();

    /** Waits for nobody: what still looks at a document ends first, then memory goes. */
    @Override
    public synchronized void close() {
        closed = true;
        release();
    }

    private interface Work<T> {
        T with(long scanner);
    }

    private <T> T using(Work<T> work) {
        synchronized (this) {
            if (closed) throw new IllegalStateException("this Review is closed");
            ++users;
        }
        try {
            return work.with(handle);
        } finally {
            synchronized (this) {
                --users;
                release();
            }
        }
    }

    private void release() {
        if (!closed || users > 0) return;
        free(handle);
        handle = 0;
    }

    private static native long make(String[] words, String[] packs, String[] packFiles, String[] terms, String[] regexes, long[] limits);
    private static native void free(long scanner);
    private static native String scan(long scanner, byte[] document, String name);
    private static native String inspect(long scanner, byte[] document, String name);
    private static native Object[] redact(long scanner, byte[] document, String name, boolean all, String[] words);
    private static native String check(byte[] document, String name, String[] roots);
}
