package io.daybook.benchmark.load;

import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Requests by wrk, to accounts at random.
 *
 * @param script {@code requests.lua}
 * @param baseUrl the service
 * @param request request that is sent
 * @param accounts number of accounts, of those with the lowest numbers
 * @param token the file with the token
 * @param connections number of requests that are under way at once
 * @param perSecond number sent in a second; 0 for as fast as possible
 */
public record Wrk(
        Path script, String baseUrl, Request request, int accounts, Path token, int connections, double perSecond)
        implements Load {

    public static final int CONNECTIONS = 64;

    private static final int THREADS_MAX = 2;

    /** A request, but for the account's id between the two parts of its path; a GET has no body. */
    public record Request(String method, String before, String after, String body) {

        private static final String DEPOSIT = """
                {"amount": "12.34", "reason": "salary", "purpose": "SALA"}""";

        public static final Request REAL_DEPOSIT = new Request("POST", "/v1/accounts/", "/deposits", DEPOSIT);
        public static final Request NO_OP_DEPOSIT = new Request("POST", "/v1/nothing/", "/deposits", DEPOSIT);
        public static final Request REAL_BALANCE = new Request("GET", "/v1/accounts/", "", "");
        public static final Request NO_OP_BALANCE = new Request("GET", "/v1/nothing/", "", "");
    }

    @Override
    public Rate run(Duration duration) {
        return send(duration).allSucceeded().rate();
    }

    /** The same with as many requests on their way at once. */
    public Wrk by(int connections) {
        return new Wrk(script, baseUrl, request, accounts, token, connections, perSecond);
    }

    /** The same at an even pace, as long as fewer than its connections wait for an answer. */
    Wrk paced(double paced) {
        return new Wrk(script, baseUrl, request, accounts, token, connections, paced);
    }

    /** Sends requests for so long; some may be refused. */
    public WrkOutput send(Duration duration) {
        int threads = Math.min(connections, THREADS_MAX);
        List<String> command = List.of(
                "wrk",
                "-c" + connections,
                "-t" + threads,
                "-d" + duration.toSeconds() + "s",
                "--timeout",
                "10s",
                "-s",
                script.toString(),
                baseUrl,
                "--",
                request.method(),
                request.before(),
                request.after(),
                Integer.toString(accounts),
                token.toString(),
                request.body(),
                Double.toString(perSecond / threads));
        return WrkOutput.parse(ProgramRunner.run(command, Map.of()));
    }
}
