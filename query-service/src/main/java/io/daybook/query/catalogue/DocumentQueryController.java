package io.daybook.query.catalogue;

import io.daybook.query.catalogue.DocumentQueries.CursorPosition;
import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reads.ShownAccounts;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Documents: what is known about them, and their contents. */
@RestController
class DocumentQueryController {

    private static final String NAMELESS = "document";

    private final DocumentQueries documents;
    private final DocumentContents contents;
    private final VersionWaits waits;

    DocumentQueryController(
            DocumentQueries documents, DocumentContents contents, @Qualifier(CatalogueGroup.NAME) VersionWaits waits) {
        this.documents = documents;
        this.contents = contents;
        this.waits = waits;
    }

    /** Documents: newest first, or those that fit a search, the best first. */
    @GetMapping("/v1/documents")
    Page<DocumentResponse> documents(
            @RequestParam(required = false) @Nullable UUID accountId,
            @RequestParam(required = false) @Nullable SearchText q,
            @RequestParam(required = false) @Nullable DocumentStatus status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        Cursor cursors = Cursor.of("documents", accountId, q, status);
        CursorPosition after = cursor == null || cursor.isEmpty()
                ? null
                : cursors.read(cursor, fields -> new CursorPosition(fields.rank(0), fields.number(1)));
        List<SearchHit<DocumentResponse>> found = documents.find(accountId, q, status, after, limit);
        Page<DocumentResponse> page = SearchHit.page(found, limit, cursors);
        ShownAccounts.addAll(
                page.items().stream().map(DocumentResponse::accountId).toList());
        return page;
    }

    /** Returns a document's metadata; its version is the entity tag, as the command-service's If-Match takes it. */
    @GetMapping("/v1/documents/{documentId}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "It still has the version of If-None-Match.")
    @Nullable
    DocumentResponse document(
            @PathVariable UUID documentId,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            ServletWebRequest request) {
        waits.await(documentId, atLeastVersion);
        DocumentResponse document = documents.document(documentId);
        ShownAccounts.add(document.accountId());
        return request.checkNotModified("\"" + document.version() + "\"") ? null : document;
    }

    /**
     * The content of a document, once it is known to be what was handed in. It comes from a stranger: it is offered for
     * saving, under the type that it was checked to have, and whatever is in it, no browser is to run it.
     */
    @GetMapping("/v1/documents/{documentId}/content")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.ALL_VALUE))
    @ApiResponse(responseCode = "304", description = "It still has the digest of If-None-Match.")
    @ApiResponse(responseCode = "410", description = "It was erased with the rest of the personal data.")
    @ApiResponse(
            responseCode = "502",
            description = "The stored content is not the one that was handed in, and is not served.")
    ResponseEntity<Resource> content(
            @PathVariable UUID documentId, @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion) {
        waits.await(documentId, atLeastVersion);
        DocumentResponse document = documents.document(documentId);
        ShownAccounts.add(document.accountId());
        contents.verify(document);
        String name = Objects.requireNonNullElse(document.name(), NAMELESS);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .contentLength(document.sizeBytes())
                .eTag(document.sha256())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(name))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Repr-Digest", digest(document.sha256()))
                .body(new InputStreamResource(() -> contents.open(document), name));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /** As RFC 9530 writes it. */
    private static String digest(String sha256) {
        return "sha-256=:%s:"
                .formatted(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)));
    }
}
