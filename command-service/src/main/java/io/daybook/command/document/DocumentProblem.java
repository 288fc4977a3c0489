package io.daybook.command.document;

import java.net.URI;
import java.util.Collection;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** Problem detail of an upload that is invalid before there is a command to decide. */
final class DocumentProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "1";

    private DocumentProblem(HttpStatus status, String code, String title, String detail) {
        super(status, problem(status, code, title, detail), null);
    }

    static DocumentProblem tooLarge(DataSize max) {
        return new DocumentProblem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "Too large",
                "A document may have %d bytes, and the fields beside it a few thousand.".formatted(max.toBytes()));
    }

    static DocumentProblem notMultipart() {
        return new DocumentProblem(
                HttpStatus.BAD_REQUEST, "malformed", "Malformed", "The body is not well-formed multipart/form-data.");
    }

    static DocumentProblem empty() {
        return new DocumentProblem(
                HttpStatus.BAD_REQUEST, "malformed", "Malformed", "/file must have a content of one byte or more.");
    }

    static DocumentProblem typeNotTaken(String given, Collection<String> taken) {
        return new DocumentProblem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "media-type-not-taken",
                "Media type not taken",
                "The part 'file' says it is %s. Taken are %s."
                        .formatted(
                                given, String.join(", ", taken.stream().sorted().toList())));
    }

    static DocumentProblem typeDiffers(String given, String found) {
        return new DocumentProblem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "media-type-differs",
                "Media type differs",
                "The part 'file' says it is %s, but its content is %s.".formatted(given, found));
    }

    static DocumentProblem busy(int uploadsMax) {
        return new DocumentProblem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "busy",
                        "Busy",
                        "%d uploads are under way already. Send the document again a little later."
                                .formatted(uploadsMax))
                .retryLater();
    }

    static DocumentProblem storeUnavailable() {
        return new DocumentProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "document-store-unavailable",
                        "Document store unavailable",
                        "The document could not be stored, and was not taken. Send it again a little later.")
                .retryLater();
    }

    private DocumentProblem retryLater() {
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return this;
    }

    private static ProblemDetail problem(HttpStatus status, String code, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + code));
        problem.setTitle(title);
        return problem;
    }
}
