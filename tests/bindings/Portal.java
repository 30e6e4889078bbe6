import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import libreview.Review;
import libreview.ReviewException;

/** What a portal in Java meets. One line of JSON a question: suite.py. */
final class Portal {
    private static final String NAME = "decision.pdf";

    private static void tell(String question, boolean holds) {
        System.out.println("[\"" + question + "\", " + holds + "]");
    }

    private static ReviewException raised(Callable<?> work) throws Exception {
        try {
            work.call();
        } catch (ReviewException error) {
            return error;
        }
        throw new AssertionError("nothing was thrown");
    }

    private static boolean wrong(Callable<Review.Options> options) throws Exception {
        try {
            new Review(options.call()).close();
        } catch (IllegalArgumentException error) {
            return true;
        }
        return false;
    }

    private static Review.Options options(String language, String channel, long fileBytes) {
        return new Review.Options(language, null, channel, null, null, null, null, fileBytes, 0);
    }

    private static String decisions(String json) {
        final var digest = Pattern.compile("\"sha256\": \"(\\w{64})\"").matcher(json);
        if (!digest.find()) throw new AssertionError(json);
        final var found = Pattern.compile("\"id\": \"(f-\\w+)\".*?\"severity\": \"(\\w+)\".*?\"basis\": \\[(?:\\s*\"([^\"]*)\")?", Pattern.DOTALL).matcher(json);
        final var all = new StringBuilder("version: 2\ndraft: " + digest.group(1) + "\ndecisions:\n");
        for (MatchResult one : found.results().toList()) {
            all.append("  - finding: ").append(one.group(1)).append("\n    decision: ").append(one.group(2).equals("low") ? "keep" : "redact");
            all.append("\n    basis: '").append(one.group(3) == null ? "" : one.group(3)).append("'\n");
        }
        return all.toString();
    }

    public static void main(String[] arguments) throws Exception {
        final byte[] data = Files.readAllBytes(Path.of(arguments[0]));
        try (var review = new Review(new Review.Options()); var small = new Review(options(null, null, 100)); var chinese = new Review(options("zh", null, 0))) {
            final var broken = raised(() -> review.scan("%PDF-1.7\nnothing of it\n".getBytes(StandardCharsets.UTF_8), "broken.pdf"));
            tell("broken", broken instanceof ReviewException.Unreadable && broken.status() == 3 && broken.result().contains("\"complete\": false"));
            final var undecided = raised(() -> review.redact(data, NAME, new Review.Choices(false, null, null, null, null)));
            tell("undecided", undecided.details().contains("\"kind\": \"refused\"") && undecided.details().contains("\"reason\""));
            final var unsigned = raised(() -> Review.verify(data, NAME));
            tell("unsigned", unsigned instanceof ReviewException.Unverified && unsigned.result().contains("\"valid\": false"));
            tell("limit", raised(() -> small.scan(data, NAME)).details().contains("\"kind\": \"limit\""));
            tell("word", raised(() -> new Review(options(null, "moon", 0))).status() == 2);
            tell("empty", raised(() -> new Review(new Review.Options(null, null, null, new String[0], null, null, null, 0, 0))).status() == 2);
            tell("chinese", raised(() -> chinese.redact(data, NAME, new Review.Choices(false, null, "wide", null, null))).getMessage().contains("没有"));
            final var copy = review.redact(data, NAME, new Review.Choices(false, decisions(review.scan(data, NAME)), null, null, null));
            final var left = review.scan(copy.document(), NAME);
            tell("decided", copy.evidence().contains("\"clean\": true") && left.contains("\"severity\": \"low\"") && !left.contains("\"severity\": \"critical\""));
            final var officer = decisions(review.scan(data, NAME)).replace("\n    basis", "\n    by: \"𠮷野\"\n    note: \"😀 “引号”\"\n    basis");
            tell("rare", java.util.Arrays.equals(review.redact(data, NAME, new Review.Choices(false, officer, null, null, null)).document(), copy.document()));
            tell("cut to fit", wrong(() -> options(null, "internet\0x", 0)) && wrong(() -> options(null, null, -1)) &&
                               wrong(() -> new Review.Options(null, null, null, null, null, new String[] {"三\0丰"}, null, 0, 0)));
            tell("side by side", sideBySide(review, data));
        }
    }

    private static boolean sideBySide(Review review, byte[] data) throws Exception {
        final var threads = Executors.newFixedThreadPool(8);
        try {
            final var works = new ArrayList<Callable<String>>();
            for (int i = 0; i < 8; ++i) works.add(() -> review.scan(data, NAME));
            final var alone = review.scan(data, NAME);
            for (var seen : threads.invokeAll(works)) {
                if (!seen.get().equals(alone)) return false;
            }
            return true;
        } finally {
            threads.shutdown();
        }
    }
}
