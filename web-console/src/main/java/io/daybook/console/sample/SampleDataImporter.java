package io.daybook.console.sample;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The town moves in: its products, its year, and afterwards what makes a book worth opening: a correction, a backdated entry, interest
 * that is paid again because of it, a hold, documents. Where it has moved in already, nothing happens; where it was interrupted, every
 * step that was done has a key, and is not done twice.
 */
final class SampleDataImporter {

    private static final long LOOK_AGAIN_MILLIS = 200;
    private static final String BOUNDARY = "linden-document";

    private final SampleClient clerk;
    private final String teller;
    private final String second;
    private final LocalDate today;
    private final JsonMapper json = new JsonMapper();

    /**
     * Of the town whose year ends today.
     *
     * @param teller the token of the teller who does the work
     * @param second the token of another one, who reviews it
     */
    SampleDataImporter(SampleClient clerk, String teller, String second, LocalDate today) {
        this.clerk = clerk;
        this.teller = teller;
        this.second = second;
        this.today = today;
    }

    /**
     * Does everything, and returns when it is done.
     *
     * @throws IllegalStateException if a service refused a step; those before it stay
     */
    void run() {
        if (hasMovedIn()) {
            return;
        }
        publishProducts();
        bringTheYear();
        correctACard(writeALateEntry());
        payInterestAgain();
        setMoneyAside();
        buyBeams();
        handInDocuments();
    }

    private boolean hasMovedIn() {
        return !clerk.ask(teller, "/v1/documents?accountId=" + SampleData.everyday(4))
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
        boolean isThere = clerk.ask(teller, "/v1/products?limit=500")
                .path("items")
                .valueStream()
                .anyMatch(product -> product.path("code").asString().equals(code));
        if (!isThere) {
            clerk.post(
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
        }
    }

    private void bringTheYear() {
        String file = SampleData.until(today).stream()
                .map(line -> json.writeValueAsString(line.fields()))
                .collect(Collectors.joining("\n"));
        JsonNode taken =
                clerk.post(teller, "/v1/imports?source=linden", "application/x-ndjson", file, "linden-" + today);
        String path = "/v1/imports/" + taken.path("importId").asString();
        while (!clerk.askCommands(teller, path).has("finishedAt")) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Months late: every balance since is another one than was known. Answers with the account's version after it. */
    private long writeALateEntry() {
        UUID account = SampleData.everyday(1);
        JsonNode written = clerk.post(
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

    /** A card payment was typed with its digits swapped. */
    private void correctACard(long version) {
        String path = "/v1/accounts/%s/transactions?limit=500&to=%s&by=value&order=desc&atLeastVersion=%d"
                .formatted(SampleData.everyday(1), today.minusMonths(2), version);
        clerk.ask(teller, path)
                .path("items")
                .valueStream()
                .filter(line -> line.path("purpose").asString().equals("CCRD") && !line.has("reversedBy"))
                .findFirst()
                .ifPresent(this::correct);
    }

    private void correct(JsonNode card) {
        clerk.post(
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
        clerk.post(teller, "/v1/accounts/%s/interest".formatted(savings), period, "linden-interest");
        clerk.post(
                teller,
                "/v1/accounts/%s/deposits".formatted(savings),
                Map.of(
                        "amount", "2500.00",
                        "reason", "inheritance, paid in at another branch",
                        "purpose", "SAVG",
                        "effectiveDate", today.minusMonths(3).withDayOfMonth(10).toString()),
                "linden-late-savings");
        clerk.post(teller, "/v1/accounts/%s/interest".formatted(savings), period, "linden-interest-again");
    }

    private void setMoneyAside() {
        clerk.post(
                teller,
                "/v1/accounts/%s/holds".formatted(SampleData.everyday(1)),
                Map.of("amount", "120.00", "reason", "deposit for a hired boat"),
                "linden-hold");
        if (clerk.ask(teller, "/v1/accounts/%s?atLeastVersion=1".formatted(SampleData.everyday(9)))
                .path("status")
                .asString()
                .equals("OPEN")) {
            clerk.post(
                    teller,
                    "/v1/accounts/%s/freeze".formatted(SampleData.everyday(9)),
                    Map.of("reason", "a card was lost"),
                    "linden-freeze");
        }
    }

    /** Waits for a second person where large payments do, as they do in a demo that is started with the town. */
    private void buyBeams() {
        clerk.post(
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

    private void handInDocuments() {
        // The last step is what hasMovedIn() looks for.
        JsonNode lease = handIn(SampleData.everyday(1), "lease.txt", "Lease of the boat house", "LEASE", """
                Lease of the boat house, Harbour Lane 3, Linden.

                Between the Linden Housing Cooperative and the tenant: two rooms and a landing stage,
                for the rent that stands in the book, due on the second day of every month.
                """);
        accept(lease);
        handIn(SampleData.everyday(4), "letter.txt", "Letter about a lost card", "LETTER", """
                To the bank,

                my card went overboard on Saturday. Please block it and send me a new one.
                """);
    }

    private void accept(JsonNode lease) {
        clerk.post(
                second,
                "/v1/documents/%s/acceptance".formatted(lease.path("documentId").asString()),
                Map.of("reason", "signed by both"),
                "linden-lease-accepted");
    }

    private JsonNode handIn(UUID account, String name, String title, String kind, String text) {
        String form = part("title", title) + part("kind", kind) + """
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%2$s"\r
                Content-Type: text/plain\r
                \r
                %3$s\r
                --%1$s--\r
                """.formatted(BOUNDARY, name, text);
        return clerk.post(
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
