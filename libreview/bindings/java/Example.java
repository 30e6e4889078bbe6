import java.nio.file.Files;
import java.nio.file.Path;
import libreview.Review;

/** Example DRAFT OUTPUT SIGNED ROOT: what is in a draft, a copy without it, and whether another document is signed. */
final class Example {
    public static void main(String[] arguments) throws Exception {
        final byte[] draft = Files.readAllBytes(Path.of(arguments[0])), signed = Files.readAllBytes(Path.of(arguments[2]));
        try (var review = new Review(new Review.Options())) {
            System.out.println(review.scan(draft, "draft.pdf"));
            final var redaction = review.redact(draft, "draft.pdf", Review.Choices.everything());
            Files.write(Path.of(arguments[1]), redaction.document());
            System.out.println(redaction.evidence() + Review.verify(signed, "signed.pdf", arguments[3]));
        }
    }
}
