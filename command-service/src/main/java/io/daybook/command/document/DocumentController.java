package io.daybook.command.document;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.document.domain.DocumentCommand.Accept;
import io.daybook.command.document.domain.DocumentCommand.Reject;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandAnswer;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.SlowUploadException;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.serviceweb.Problem;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Commands to documents, over REST. */
@RestController
class DocumentController {

    private final DocumentIntake intake;
    private final CommandDispatcher dispatcher;
    private final DocumentProperties properties;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    DocumentController(DocumentIntake intake, CommandDispatcher dispatcher, DocumentProperties properties) {
        this.intake = intake;
        this.dispatcher = dispatcher;
        this.properties = properties;
    }

    @PostMapping(path = DocumentConfiguration.UPLOADS, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "408", description = "The document arrives too slowly.")
    ResponseEntity<DocumentAnswer> submit(
            @PathVariable UUID id,
            @Valid @ModelAttribute DocumentRequests.Upload upload,
            MultipartHttpServletRequest form,
            Caller caller) {
        DocumentRequests.Upload.check(form);
        return answer(intake.take(id, upload, caller), id);
    }

    @PostMapping("/v1/documents/{id}/acceptance")
    ResponseEntity<DocumentAnswer> accept(
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) DocumentRequests.@Nullable Acceptance body,
            Caller caller) {
        return answer(dispatcher.submit(new Accept(id), ids.generate(), body, caller), null);
    }

    @PostMapping("/v1/documents/{id}/rejection")
    ResponseEntity<DocumentAnswer> reject(
            @PathVariable UUID id, @Valid @RequestBody DocumentRequests.Rejection body, Caller caller) {
        return answer(dispatcher.submit(new Reject(id), ids.generate(), body, caller), null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException tooLarge) {
        return ResponseEntity.of(DocumentProblems.tooLarge(tooLarge, properties.sizeMax())
                        .getBody())
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notMultipart(MultipartException malformed) {
        Problem problem =
                SlowUploadException.in(malformed).<Problem>map(slow -> slow).orElseGet(DocumentProblems::notMultipart);
        return ResponseEntity.of(problem.getBody()).build();
    }

    private static ResponseEntity<DocumentAnswer> answer(Appended appended, @Nullable UUID accountId) {
        return CommandAnswer.begun(HttpStatus.CREATED, appended)
                .location(URI.create("/v1/documents/" + appended.streamId()))
                .body(new DocumentAnswer(
                        appended.streamId(), accountId, appended.version(), appended.position(), appended.eventIds()));
    }
}
