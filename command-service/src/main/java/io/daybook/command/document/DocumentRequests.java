package io.daybook.command.document;

import static io.daybook.command.http.CommandDispatcher.Body.PURPOSE_CHARS_MAX;
import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.command.document.domain.DocumentCommand;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.InvalidFieldException;
import io.daybook.command.http.PrintableText;
import io.daybook.personaldata.PersonalDataCipher;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The bodies of requests about documents. */
final class DocumentRequests {

    private static final int TITLE_CHARS_MAX = 200;

    /** Form of a kind: a short code of the bank's own, such as PASSPORT. */
    private static final String KIND = "[A-Za-z0-9][A-Za-z0-9._-]{0,34}";

    private DocumentRequests() {}

    /** The parts of an upload, as a form has them. */
    record Upload(
            @NotNull(message = "must be a part with the document's content")
            MultipartFile file,

            @Nullable @Size(max = TITLE_CHARS_MAX) @PrintableText
            String title,

            @Nullable
            @Pattern(
                    regexp = KIND,
                    message = "1 to 35 letters, digits, dots, dashes and underscores, the first no mark")
            String kind,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose) {

        private static final List<String> FIELDS = Arrays.stream(Upload.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        /**
         * Forms are read as strictly as JSON: nothing misspelled, nothing twice.
         *
         * @throws InvalidFieldException if a part is not known, or comes more than once
         */
        static void check(MultipartHttpServletRequest form) {
            form.getMultiFileMap().forEach((name, files) -> check(name, files.size()));
            form.getParameterMap().forEach((name, values) -> check(name, values.length));
        }

        private static void check(String name, int times) {
            if (!FIELDS.contains(name)) {
                throw new InvalidFieldException("/" + name, "one of " + String.join(", ", FIELDS));
            }
            if (times > 1) {
                throw new InvalidFieldException("/" + name, "there once");
            }
        }
    }

    /**
     * An upload as it was understood. The SHA-256 stands for the content, also where requests under one idempotency key are
     * compared.
     */
    record Submission(
            String name,
            @Nullable String title,
            @Nullable String kind,
            String mediaType,
            long sizeBytes,
            String sha256,
            @Nullable String reason,
            @Nullable String purpose)
            implements CommandDispatcher.Body {

        /** The command, with what may name a person sealed. */
        DocumentCommand.Submit command(UUID documentId, UUID accountId, PersonalDataCipher.Encryptor encryptor) {
            return new DocumentCommand.Submit(
                    documentId,
                    accountId,
                    encryptor.encrypt(name),
                    title == null ? null : encryptor.encrypt(title),
                    kind,
                    mediaType,
                    sizeBytes,
                    sha256);
        }
    }

    /** Accepts a document. */
    record Acceptance(
            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Rejects a document, with the reason for the customer. */
    record Rejection(
            @NotBlank @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}
}
