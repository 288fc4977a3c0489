package io.daybook.command.document;

import io.daybook.serviceweb.Problem;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Problems of an upload that is invalid before there is a command to decide. */
final class DocumentProblems {

    private DocumentProblems() {}

    /**
     * An upload with a part that is too large.
     *
     * @param max largest size of a document
     */
    static Problem tooLarge(MaxUploadSizeExceededException tooLarge, DataSize max) {
        if (isForHead(tooLarge)) {
            return Problem.malformed(
                            "The head of a part has more than %d bytes: the file's name is too long. Shorten it."
                                    .formatted(DocumentConfiguration.PART_HEAD_BYTES_MAX))
                    .with("pointer", "/file");
        }

        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "A document may have %d bytes, and the fields beside it a few thousand.".formatted(max.toBytes()));
    }

    /** Tomcat tells the limit that was exceeded by its size alone. */
    private static boolean isForHead(MaxUploadSizeExceededException tooLarge) {
        return Stream.<Throwable>iterate(tooLarge, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SizeLimitExceededException limit
                        && limit.getPermittedSize() == DocumentConfiguration.PART_HEAD_BYTES_MAX);
    }

    static Problem notMultipart() {
        return Problem.malformed("The body is not well-formed multipart/form-data.");
    }

    static Problem empty() {
        return Problem.malformed("/file must have a content of one byte or more.");
    }

    static Problem typeNotTaken(String given, Collection<String> taken) {
        return new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "media-type-not-taken",
                "The part 'file' says it is %s. Taken are %s."
                        .formatted(
                                given, String.join(", ", taken.stream().sorted().toList())));
    }

    static Problem typeDiffers(String given, String found) {
        return new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "media-type-differs",
                "The part 'file' says it is %s, but its content is %s.".formatted(given, found));
    }

    static Problem busy(int uploadsMax) {
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "busy",
                        "%d uploads are under way already. Send the document again a little later."
                                .formatted(uploadsMax))
                .retryLater();
    }

    static Problem callerBusy(int uploadsPerCallerMax) {
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "busy",
                        "%d uploads of yours are under way already. Send the document again when one of them is done."
                                .formatted(uploadsPerCallerMax))
                .retryLater();
    }

    static Problem storeUnavailable() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "document-store-unavailable",
                        "The document could not be stored, and was not taken. Send it again a little later.")
                .retryLater();
    }
}
