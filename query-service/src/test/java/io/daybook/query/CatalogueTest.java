package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.documents.Content;
import io.daybook.documents.DocumentStore;
import io.daybook.documents.Sha256;
import io.daybook.events.ProductEvent;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.testsupport.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the folder, and the service starts before the first test.
class CatalogueTest {

    private static final byte[] PDF = "%PDF-1.7 a passport".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private QueryService service;
    private int position;

    @BeforeAll
    void start() {
        service = new QueryService(
                "daybook.groups=catalogue",
                "daybook.personal-data.remembered=100ms",
                "daybook.consistency.wait-max=500ms",
                "daybook.documents.folder=" + folder);
        aProduct("SAVINGS", "Savings account", "Grows while it rests.", "EUR", "PUBLISHED");
        aProduct("SAVE-2026.PLUS", "Anniversary offer", "A savings account with a bonus.", "EUR", "PUBLISHED");
        aProduct("CURRENT", "Current account", "For salaries and savings, among others.", "EUR", "PUBLISHED");
        aProduct("CHF-PLUS", "Compte épargne plus", "Für Ersparnisse in Zürich.", "CHF", "PUBLISHED");
        aProduct("OLD", "Savings book", "Счёт для сбережений.", "EUR", "RETIRED");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void aProduct(String code, String name, String description, String currency, String status) {
        UUID id = ProductEvent.streamId(code);
        service.write("catalogue", """
                insert into products (product_id, code, name, description, currency, status, version, position,
                                      published_at, updated_at)
                values ('%s', '%s', '%s', '%s', '%s', '%s', 1, %d, now(), now())
                """.formatted(id, code, name, description, currency, status, ++position));
        someTerms(id, 1, "null", "0.50");
    }

    private void someTerms(UUID product, int version, String date, String rate) {
        service.write("catalogue", """
                insert into product_terms (product_id, version, effective_date, annual_rate, overdraft_rate, day_count,
                                           overdraft_limit, event_id, recorded_at, actor)
                values ('%s', %d, %s, %s, 12.75, 'ACT_365', 500, gen_random_uuid(), now(), 'manager-1')
                """.formatted(product, version, date, rate));
    }

    private UUID aDocument(UUID account, String name, String title, String status) throws IOException {
        UUID id = UUID.randomUUID();
        String sha256 = Sha256.of(new ByteArrayInputStream(PDF));
        service.write("catalogue", """
                insert into documents (document_id, account_id, name, title, kind, media_type, size_bytes, sha256, status,
                                       version, position, first_position, submitted_at, submitted_by, words)
                values ('%1$s', '%2$s', '%3$s', '%4$s', 'ID', 'application/pdf', %5$d, '%6$s', '%7$s',
                        1, %8$d, %8$d, now(), 'ada', to_tsvector('simple', 'id %9$s'))
                """.formatted(
                        id,
                        account,
                        name,
                        title,
                        PDF.length,
                        sha256,
                        status,
                        ++position,
                        service.cipher().index().wordsOf(title + " " + name)));
        try (DocumentStore store = DocumentStore.at(folder, null)) {
            store.write(id, new Content(sha256, PDF.length, () -> new ByteArrayInputStream(PDF)));
        }
        return id;
    }

    private List<String> allPages(String path, String field) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = service.get(path + cursor);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            found.addAll(page.items(field));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
        } while (!cursor.isEmpty());
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "q=&currency=EUR,                 CURRENT OLD SAVE-2026.PLUS SAVINGS",
        "status=published&currency=EUR,   CURRENT SAVE-2026.PLUS SAVINGS",
        "status=RETIRED,                  OLD",
        "q=savings,                       SAVINGS OLD CURRENT SAVE-2026.PLUS",
        "q=SAVINGS&status=PUBLISHED,      SAVINGS CURRENT SAVE-2026.PLUS",
        "q=sav,                           SAVINGS SAVE-2026.PLUS OLD CURRENT",
        "q=save-2026.p,                   SAVE-2026.PLUS",
        "q=2026,                          SAVE-2026.PLUS",
        "q=account%20savings%20bon,       SAVE-2026.PLUS",
        "q=epargne,                       CHF-PLUS",
        "q=%C3%89PAR,                     CHF-PLUS",
        "q=zurich,                        CHF-PLUS",
        "q=%D0%A1%D0%91%D0%95%D0%A0,      OLD",
        "q=mortgage,                      ''",
        "q=!%20%26%20(%3A*,               ''",
        "q=%25,                           ''",
    })
    void products_are_found_by_words_and_beginnings_the_best_first(String question, String codes) {
        assertThat(String.join(" ", service.get("/v1/products?" + question).items("code")))
                .isEqualTo(codes);
    }

    @Test
    void a_search_comes_page_by_page_in_the_same_order() {
        List<String> whole = service.get("/v1/products?q=sav").items("code");

        assertThat(allPages("/v1/products?q=sav&limit=1", "code")).isEqualTo(whole);
        assertThat(allPages("/v1/products?currency=EUR&limit=2", "code"))
                .containsExactly("CURRENT", "OLD", "SAVE-2026.PLUS", "SAVINGS");
    }

    @Test
    void a_product_tells_its_terms_of_today_those_to_come_and_all_there_were() {
        aProduct("TERMED", "Deposit", "", "JPY", "PUBLISHED");
        UUID id = ProductEvent.streamId("TERMED");
        someTerms(id, 2, "current_date + 30", "3.25");
        someTerms(id, 3, "current_date - 30", "1.25");
        someTerms(id, 4, "current_date + 30", "3.50");
        service.write("catalogue", "update products set version = 4 where code = 'TERMED'");

        Answer product = service.get("/v1/products/TERMED?atLeastVersion=4");

        assertThat(product.header("ETag")).isEqualTo("\"4\"");
        assertThat(product.text("code")).isEqualTo("TERMED");
        assertThat(product.body().path("terms").path("annualRate").asString()).isEqualTo("1.25");
        assertThat(product.body().path("terms").path("overdraftLimit").asString())
                .isEqualTo("500");
        assertThat(product.body().path("comingTerms").findValuesAsString("annualRate"))
                .containsExactly("3.50");
        assertThat(product.body().path("termsHistory").findValuesAsString("annualRate"))
                .containsExactly("0.50", "3.25", "1.25", "3.50");
        assertThat(service.get("/v1/products/TERMED?atLeastVersion=5").text("type"))
                .isEqualTo("/problems/not-yet");
        assertThat(service.get("/v1/products/NONE").text("type")).isEqualTo("/problems/unknown-product");
    }

    @Test
    void the_documents_of_an_account_are_listed_newest_first_and_searched() throws IOException {
        UUID account = UUID.randomUUID();
        UUID passport = aDocument(account, "scan-1.pdf", "Reisepaß von Žofie", "ACCEPTED");
        UUID bill = aDocument(account, "electricity_bill-2026.pdf", "Proof of address", "SUBMITTED");
        UUID another = aDocument(UUID.randomUUID(), "passport.pdf", "Passport, electronic", "REJECTED");
        String path = "/v1/documents?accountId=" + account;

        assertThat(service.get(path).items("documentId")).containsExactly(bill.toString(), passport.toString());
        assertThat(allPages(path + "&limit=1", "documentId")).containsExactly(bill.toString(), passport.toString());
        assertThat(service.get(path + "&status=ACCEPTED").items("documentId")).containsExactly(passport.toString());
        assertThat(service.get(path + "&q=zofie%20reise").items("documentId")).containsExactly(passport.toString());
        assertThat(service.get(path + "&q=bill").items("documentId")).containsExactly(bill.toString());
        assertThat(service.get("/v1/documents?q=elec").items("documentId"))
                .containsExactly(another.toString(), bill.toString());
        assertThat(allPages("/v1/documents?q=elec&limit=1", "documentId"))
                .containsExactly(another.toString(), bill.toString());
        assertThat(service.get("/v1/documents?q=elec&status=REJECTED").items("documentId"))
                .containsExactly(another.toString());
        assertThat(service.get("/v1/documents?status=REJECTED").items("documentId"))
                .containsExactly(another.toString());
        assertThat(allPages("/v1/documents?limit=1", "documentId"))
                .startsWith(another.toString(), bill.toString(), passport.toString());
    }

    @Test
    void a_document_tells_what_is_known_about_it() throws IOException {
        UUID document = aDocument(UUID.randomUUID(), "passport.pdf", "Passport", "SUBMITTED");
        service.write("catalogue", """
                update documents
                set status = 'REJECTED', version = 2, decided_at = now(), decided_by = 'reviewer-1',
                    decide_reason = 'blurred'
                where document_id = '%s'
                """.formatted(document));

        Answer answer = service.get("/v1/documents/%s?atLeastVersion=2".formatted(document));

        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.text("name")).isEqualTo("passport.pdf");
        assertThat(answer.text("submittedBy")).isEqualTo("ada");
        assertThat(answer.body().path("review").path("reason").asString()).isEqualTo("blurred");
        assertThat(service.get("/v1/documents/%s?atLeastVersion=3".formatted(document))
                        .text("type"))
                .isEqualTo("/problems/not-yet");
        assertThat(service.get("/v1/documents/" + UUID.randomUUID()).text("type"))
                .isEqualTo("/problems/unknown-document");
    }

    @Test
    void a_content_is_served_for_saving_and_not_for_running() throws IOException {
        UUID document = aDocument(UUID.randomUUID(), "Reisepaß \"Žofie\".pdf", "Passport", "SUBMITTED");
        String path = "/v1/documents/%s/content".formatted(document);

        HttpResponse<byte[]> content = service.content(path);

        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.body()).isEqualTo(PDF);
        assertThat(content.headers().map())
                .containsEntry("content-type", List.of("application/pdf"))
                .containsEntry("content-length", List.of(Integer.toString(PDF.length)))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("content-security-policy", List.of("sandbox; default-src 'none'"))
                .containsEntry("cache-control", List.of("no-cache, private"))
                .containsEntry("repr-digest", List.of("sha-256=:DlPdtRLkH30DTrYoD7Uv7sAVoG+wXiQ4X2qo1GFuYoA=:"));
        assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; ")
                .contains("filename*=UTF-8''Reisepa%C3%9F%20%22%C5%BDofie%22.pdf");
        String tag = content.headers().firstValue("ETag").orElse("");
        assertThat(service.content(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7 b passport", "%PDF-1.7 a pass", "%PDF-1.7 a passport and more", ""})
    void a_content_that_was_altered_is_noticed_and_not_served(String altered) throws IOException {
        UUID document = aDocument(UUID.randomUUID(), "passport.pdf", "Passport", "SUBMITTED");
        Files.writeString(file(document), altered);

        HttpResponse<byte[]> content =
                service.content("/v1/documents/%s/content".formatted(document), "Accept", "application/pdf");

        assertThat(content.statusCode()).isEqualTo(502);
        assertThat(content.body()).asString().contains("/problems/document-altered");
        assertThat(content.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void a_sealed_document_is_found_and_opened_until_its_key_is_destroyed() throws IOException {
        UUID account = UUID.randomUUID();
        String customer = UUID.randomUUID().toString();
        PersonalDataCipher.Encryptor encryptor = service.cipher().encryptorFor(customer);
        String sealedName = encryptor.encrypt("reisepass.pdf");
        UUID document = aDocument(account, sealedName, encryptor.encrypt("Reisepass von Grete"), "SUBMITTED");
        var sealed = new ByteArrayOutputStream();
        encryptor.encrypt(new ByteArrayInputStream(PDF), sealed);
        Files.write(file(document), sealed.toByteArray());
        String path = "/v1/documents/%s".formatted(document);

        assertThat(service.get(path).text("title")).isEqualTo("Reisepass von Grete");
        assertThat(service.content(path + "/content").body()).isEqualTo(PDF);

        byte[] altered = sealed.toByteArray();
        altered[altered.length - 1]++;
        Files.write(file(document), altered);
        assertThat(service.content(path + "/content").statusCode()).isEqualTo(502);

        service.forget(customer);
        await().untilAsserted(
                        () -> assertThat(service.get(path).text("withheld")).isEqualTo("ERASED"));
        assertThat(service.get(path).body().has("title")).isFalse();
        Answer erased = service.get(path + "/content");
        assertThat(erased.status()).isEqualTo(410);
        assertThat(erased.text("type")).isEqualTo("/problems/erased");
    }

    @Test
    void a_content_that_is_gone_is_noticed() throws IOException {
        UUID document = aDocument(UUID.randomUUID(), "passport.pdf", "Passport", "SUBMITTED");
        Files.delete(file(document));

        assertThat(service.get("/v1/documents/%s/content".formatted(document)).status())
                .isEqualTo(502);
    }

    private static Path file(UUID document) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(document.toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/products?currency=euro",
                "/v1/products?status=HAPPY",
                "/v1/products?q=%00",
                "/v1/products?cursor=garbage",
                "/v1/documents?accountId=seven",
                "/v1/documents?status=HAPPY",
                "/v1/documents?limit=0",
                "/v1/documents/seven/content",
            })
    void a_parameter_that_cannot_be_read_is_refused_with_what_is_expected(String path) {
        Answer answer = service.get(path);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("detail")).isNotBlank();
    }
}
