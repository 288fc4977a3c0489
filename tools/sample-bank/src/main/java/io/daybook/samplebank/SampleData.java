package io.daybook.samplebank;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Bookings of a year in Linden, a town that does not exist: salaries, rents, cards, savings. The same on every run but for
 * the dates, which end on the day they are generated for; ids are derived from names, so that a second import adds nothing.
 */
final class SampleData {

    /** The product of everyday accounts. */
    static final String CURRENT = "CURRENT";

    /** The product of savings. */
    static final String SAVINGS = "SAVINGS";

    /** The customer to whom the demo's customer token is limited. */
    static final String FIRST_CUSTOMER = "customer-1";

    /** An employer that buys something large. */
    static final String WEAVING_MILL = "Millbrook Weaving Mill";

    /** An employer that sells it. */
    static final String TIMBER_MERCHANT = "Harbour Timber Co.";

    private static final int MONTHS = 12;
    private static final int SEED = 1868;
    private static final int CARDS_A_MONTH_MIN = 6;
    private static final int CARDS_A_MONTH_SPREAD = 7;
    private static final int SALARY_DAY = 27;
    private static final int QUARTER = 3;
    private static final Month TRAVEL_MONTH = Month.JULY;
    private static final String TRAVEL = "Seaside Travel";

    private static final List<String> GIVEN = List.of(
            "Ada", "Bruno", "Clara", "Dimitri", "Elif", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Katya", "Leo",
            "Mira", "Nils", "Olga", "Pavel", "Rosa", "Samir", "Tilda", "Viktor");

    private static final List<String> FAMILY = List.of("Ahrens", "Birk", "Castell", "Dorn", "Ekberg", "Falk");

    private static final List<Shop> SHOPS = List.of(
            new Shop("Linden Grocery", 18, 62),
            new Shop("Baker Holm", 4, 11),
            new Shop("Café Lantern", 6, 21),
            new Shop("Corner Pharmacy", 7, 34),
            new Shop("Book & Paper", 9, 38),
            new Shop("Mill Street Garage", 30, 140));

    private static final List<String> EMPLOYERS =
            List.of("Linden Town Hall", WEAVING_MILL, "St. Anne's School", TIMBER_MERCHANT);

    private final Random random = new Random(SEED);
    private final LocalDate first;
    private final LocalDate last;
    private final List<Line> lines = new ArrayList<>();

    private SampleData(LocalDate last) {
        this.last = last;
        this.first = last.minusMonths(MONTHS).withDayOfMonth(1);
    }

    /**
     * A line of an import: a command to an account.
     *
     * @param date the value date, by which lines stand in order
     * @param fields the command, as {@code /v1/imports} takes it
     */
    record Line(LocalDate date, Map<String, Object> fields) {}

    private record Shop(String name, int least, int most) {}

    /** Generates the year that ends on that day, in the order of its days. */
    static List<Line> until(LocalDate last) {
        var data = new SampleData(last);
        data.openAccounts();
        data.addYear();
        data.lines.sort(Comparator.comparing(Line::date));
        return List.copyOf(data.lines);
    }

    /** The id of an account, derived from its name in the sample data. */
    static UUID account(String name) {
        return UUID.nameUUIDFromBytes(("linden/" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** The everyday account of a customer, counted from 1. */
    static UUID everyday(int customer) {
        return account("everyday-" + customer);
    }

    /** The savings of a customer, counted from 1; every third has some. */
    static UUID savings(int customer) {
        return account("savings-" + customer);
    }

    private static int customers() {
        return GIVEN.size() * 2;
    }

    private static String name(int customer) {
        return GIVEN.get((customer - 1) % GIVEN.size()) + " " + FAMILY.get((customer * 7) % FAMILY.size());
    }

    private static String customerId(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-").replaceAll("-$", "");
    }

    private static boolean saves(int customer) {
        return customer % 3 == 1;
    }

    private void openAccounts() {
        EMPLOYERS.forEach(employer -> open(employer, account(employer), customerId(employer), CURRENT, "0.00"));
        SHOPS.forEach(shop -> open(shop.name(), account(shop.name()), customerId(shop.name()), CURRENT, "0.00"));
        open(TRAVEL, account(TRAVEL), customerId(TRAVEL), CURRENT, "0.00");
        open("Linden Housing Cooperative", account("landlord"), "landlord", CURRENT, "0.00");
        open("Linden Works & Insurance", account("utility"), "utility", CURRENT, "0.00");
        for (int customer = 1; customer <= customers(); customer++) {
            String id = "customer-" + customer;
            open(name(customer), everyday(customer), id, CURRENT, "1500.00");
            deposit(first, everyday(customer), amount(1800, 4200), "opening balance, from the old bank", "");
            if (saves(customer)) {
                open(name(customer), savings(customer), id, SAVINGS, "0.00");
                deposit(first, savings(customer), amount(4000, 18000), "savings, from the old bank", "SAVG");
            }
        }
    }

    private void addYear() {
        for (LocalDate month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            for (String employer : EMPLOYERS) {
                deposit(month, account(employer), amount(42_000, 61_000), "income of the month", "");
            }
            for (int customer = 1; customer <= customers(); customer++) {
                addMonth(customer, month);
            }
        }
    }

    private void addMonth(int customer, LocalDate month) {
        UUID own = everyday(customer);
        transfer(month.plusDays(1), own, account("landlord"), amount(780, 1190), "rent", "RENT");
        transfer(month.plusDays(8), own, account("utility"), amount(58, 124), "water and power", "ELEC");
        int cards = CARDS_A_MONTH_MIN + random.nextInt(CARDS_A_MONTH_SPREAD);
        for (int card = 0; card < cards; card++) {
            Shop shop = SHOPS.get(random.nextInt(SHOPS.size()));
            LocalDate day = month.plusDays(random.nextInt(month.lengthOfMonth()));
            transfer(day, own, account(shop.name()), amount(shop.least(), shop.most()), shop.name(), "CCRD");
        }
        if (month.getMonth() == TRAVEL_MONTH) {
            transfer(month.plusDays(5), own, account(TRAVEL), amount(1300, 2700), "two weeks at the sea", "TRAV");
        }
        if (month.getMonthValue() % QUARTER == 0) {
            transfer(month.plusDays(14), own, account("utility"), amount(240, 520), "insurance of the quarter", "INSU");
        }
        LocalDate payday = month.withDayOfMonth(SALARY_DAY);
        String employer = EMPLOYERS.get(customer % EMPLOYERS.size());
        transfer(payday, account(employer), own, salary(customer), "salary", "SALA");
        if (saves(customer)) {
            transfer(payday.plusDays(1), own, savings(customer), amount(120, 420), "set aside", "SAVG");
        }
    }

    /** The same every month. */
    private static String salary(int customer) {
        return BigDecimal.valueOf(212_000L + (customer * 3_571L) % 160_000, 2).toPlainString();
    }

    private String amount(int least, int most) {
        return BigDecimal.valueOf(least * 100L + random.nextInt((most - least) * 100), 2)
                .toPlainString();
    }

    private void open(String holder, UUID account, String customerId, String product, String limit) {
        add(
                first,
                Map.of(
                        "id",
                        "open-" + account,
                        "command",
                        "open",
                        "accountId",
                        account.toString(),
                        "holder",
                        Map.of("name", holder, "customerId", customerId),
                        "currency",
                        "EUR",
                        "productCode",
                        product,
                        "overdraftLimit",
                        limit,
                        "reason",
                        "new customer"));
    }

    private void deposit(LocalDate date, UUID account, String amount, String reason, String purpose) {
        move(date, "deposit", Map.of("accountId", account.toString()), amount, reason, purpose);
    }

    private void transfer(LocalDate date, UUID from, UUID to, String amount, String reason, String purpose) {
        move(
                date,
                "transfer",
                Map.of("fromAccountId", from.toString(), "toAccountId", to.toString()),
                amount,
                reason,
                purpose);
    }

    private void move(
            LocalDate date,
            String command,
            Map<String, Object> accounts,
            String amount,
            String reason,
            String purpose) {
        if (date.isAfter(last)) {
            return;
        }
        var fields = new LinkedHashMap<String, Object>(accounts);
        fields.put("id", "%s-%d".formatted(date, lines.size()));
        fields.put("command", command);
        fields.put("amount", amount);
        fields.put("effectiveDate", date.toString());
        fields.put("reason", reason);
        if (!purpose.isEmpty()) {
            fields.put("purpose", purpose);
        }
        add(date, fields);
    }

    private void add(LocalDate date, Map<String, Object> fields) {
        lines.add(new Line(date, fields));
    }
}
