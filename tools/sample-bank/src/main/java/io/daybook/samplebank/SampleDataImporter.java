package io.daybook.samplebank;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads the sample data: products, the year of bookings, and afterwards one case of each special operation: a correction, a backdated
 * entry, interest that is paid again because of it, a hold, a large payment, documents. Data that is complete already is left as it is;
 * after an interruption the steps that were taken are not taken twice, because each has an idempotency key.
 */
final class SampleDataImporter {

    /** A year of a few thousand operations takes seconds; a machine that is busy otherwise takes longer. */
    private static final Duration IMPORT_WAIT_MAX = Duration.ofMinutes(3);

    private static final long POLL_MILLIS = 200;
    private static final String BOUNDARY = "linden-document";

    private final SampleClient client;
    private final String teller;
    private final String second;
    private final LocalDate today;
    private final JsonMapper json = new JsonMapper();

    /**
     * Importer of the year that ends today.
     *
     * @param teller the token of the teller who books
     * @param second the token of another teller, who reviews
     */
    SampleDataImporter(SampleClient client, String teller, String second, LocalDate today) {
        this.client = client;
        this.teller = teller;
        this.second = second;
        this.today = today;
    }

    /**
     * Takes all steps and returns when the last one is done.
     *
     * @throws IllegalStateException if a service refused a step; those before it stay
     */
    void run() {
        if (isComplete()) {
            return;
        }
        publishProducts();
        importBookings();
        correctCardPayment(depositBackdated());
        payInterestAgain();
        placeHoldAndFreeze();
        requestLargePayment();
        uploadDocuments();
    }

    private boolean isComplete() {
        return !client.get(teller, "/v1/documents?accountId=" + SampleData.everyday(4))
                .path("items")
                .isEmpty();
    }

    private void publishProducts() {
        publish(SampleData.CURRENT, "Everyday account", "For salaries, rents and cards.", "0.00", "9.90");
        publish(SampleData.SAVINGS, "Linden savings", "Pays interest at the end of every month.", "2.40", "0.00");
        publish("STUDENT", "Student account", "Free until the age of 27.", "0.25", "6.50");
        publish(
                "RESERVE",
                "Reserve of the cooperative",
                "For the repair of roofs, with a month's notice.",
                "3.10",
                "0.00");
    }

    private void publish(String code, String name, String description, String annualRate, String overdraftRate) {
        boolean isThere = client.get(teller, "/v1/products?limit=500")
                .path("items")
                .valueStream()
                .anyMatch(product -> product.path("code").asString().equals(code));
        if (!isThere) {
            JsonNode published = client.post(
                    teller,
                    "/v1/products",
                    Map.of(
                            "code", code,
                            "name", name,
                            "description", description,
                            "currency", "EUR",
                            "annualRate", annualRate,
                            "overdraftRate", overdraftRate,
                            "reason", "the bank opens in Linden"),
                    "linden-product-" + code);
            agree(published);
        }
    }

    private void importBookings() {
        String file = SampleData.until(today).stream()
                .map(line -> json.writeValueAsString(line.fields()))
                .collect(Collectors.joining("\n"));
        JsonNode accepted =
                client.post(teller, "/v1/imports?source=linden", "application/x-ndjson", file, "linden-" + today);
        agree(accepted);
        String path = "/v1/imports/" + accepted.path("importId").asString();
        long deadline = System.nanoTime() + IMPORT_WAIT_MAX.toNanos();
        while (!client.getFromCommands(teller, path).has("finishedAt")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The import was not finished within %d seconds.".formatted(IMPORT_WAIT_MAX.toSeconds()));
            }
            pause();
        }
    }

    /** Has the second teller agree to what waits for it, as it does where thresholds are set. */
    private void agree(JsonNode answer) {
        if (answer.has("approvalId")) {
            String approvalId = answer.path("approvalId").asString();
            client.post(
                    second,
                    "/v1/approvals/%s/approve".formatted(approvalId),
                    Map.of("reason", "the bank opens in Linden"),
                    "linden-agreed-" + approvalId);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Books a deposit months late, which changes every balance since; returns the account's version after it. */
    private long depositBackdated() {
        UUID account = SampleData.everyday(1);
        JsonNode written = client.post(
                teller,
                "/v1/accounts/%s/deposits".formatted(account),
                Map.of(
                        "amount", "640.00",
                        "reason", "prize of the town's rowing race, booked late",
                        "purpose", "BONU",
                        "effectiveDate", today.minusMonths(5).toString()),
                "linden-late-prize");
        return written.path("version").asLong();
    }

    /** Corrects the amount of a card payment. */
    private void correctCardPayment(long version) {
        String path = "/v1/accounts/%s/transactions?limit=500&to=%s&by=value&order=desc&atLeastVersion=%d"
                .formatted(SampleData.everyday(1), today.minusMonths(2), version);
        client.get(teller, path)
                .path("items")
                .valueStream()
                .filter(line -> line.path("purpose").asString().equals("CCRD") && !line.has("reversedBy"))
                .findFirst()
                .ifPresent(this::correct);
    }

    private void correct(JsonNode card) {
        client.post(
                second,
                "/v1/transactions/%s/correction".formatted(card.path("eventId").asString()),
                Map.of("amount", "14.60", "reason", "the digits were swapped: 14.60"),
                "linden-correction");
    }

    private void payInterestAgain() {
        UUID savings = SampleData.savings(1);
        Map<String, String> period = Map.of(
                "from", today.minusMonths(3).withDayOfMonth(1).toString(),
                "to", today.minusMonths(1).withDayOfMonth(1).minusDays(1).toString(),
                "reason", "interest of the quarter");
        client.post(teller, "/v1/accounts/%s/interest".formatted(savings), period, "linden-interest");
        client.post(
                teller,
                "/v1/accounts/%s/deposits".formatted(savings),
                Map.of(
                        "amount", "2500.00",
                        "reason", "inheritance, paid in at another branch",
                        "purpose", "SAVG",
                        "effectiveDate", today.minusMonths(3).withDayOfMonth(10).toString()),
                "linden-late-savings");
        client.post(teller, "/v1/accounts/%s/interest".formatted(savings), period, "linden-interest-again");
    }

    private void placeHoldAndFreeze() {
        client.post(
                teller,
                "/v1/accounts/%s/holds".formatted(SampleData.everyday(1)),
                Map.of("amount", "120.00", "reason", "deposit for a hired boat"),
                "linden-hold");
        if (client.get(teller, "/v1/accounts/%s?atLeastVersion=1".formatted(SampleData.everyday(9)))
                .path("status")
                .asString()
                .equals("OPEN")) {
            client.post(
                    teller,
                    "/v1/accounts/%s/freeze".formatted(SampleData.everyday(9)),
                    Map.of("reason", "a card was lost"),
                    "linden-freeze");
        }
    }

    /** Transfers an amount that awaits approval where a threshold is set, as the demo sets one for the sample data. */
    private void requestLargePayment() {
        client.post(
                teller,
                "/v1/transfers",
                Map.of(
                        "fromAccountId",
                        SampleData.account(SampleData.WEAVING_MILL).toString(),
                        "toAccountId",
                        SampleData.account(SampleData.TIMBER_MERCHANT).toString(),
                        "amount",
                        "12500.00",
                        "reason",
                        "oak beams for the weaving hall"),
                "linden-beams");
    }

    private void uploadDocuments() {
        // The last step is what isComplete() looks for.
        JsonNode lease = upload(SampleData.everyday(1), "lease.txt", "Lease of the boat house", "LEASE", """
                Lease of the boat house, Harbour Lane 3, Linden.

                Between the Linden Housing Cooperative and the tenant: two rooms and a landing stage,
                for the rent that stands in the book, due on the second day of every month.
                """);
        accept(lease);
        upload(SampleData.everyday(4), "letter.txt", "Letter about a lost card", "LETTER", """
                To the bank,

                my card went overboard on Saturday. Please block it and send me a new one.
                """);
    }

    private void accept(JsonNode lease) {
        client.post(
                second,
                "/v1/documents/%s/acceptance".formatted(lease.path("documentId").asString()),
                Map.of("reason", "signed by both"),
                "linden-lease-accepted");
    }

    private JsonNode upload(UUID account, String name, String title, String kind, String text) {
        String form = part("title", title) + part("kind", kind) + """
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%2$s"\r
                Content-Type: text/plain\r
                \r
                %3$s\r
                --%1$s--\r
                """.formatted(BOUNDARY, name, text);
        return client.post(
                teller,
                "/v1/accounts/%s/documents".formatted(account),
                "multipart/form-data; boundary=" + BOUNDARY,
                form,
                "linden-" + name);
    }

    private static String part(String name, String value) {
        return """
                --%s\r
                Content-Disposition: form-data; name="%s"\r
                \r
                %s\r
                """.formatted(BOUNDARY, name, value);
    }
}
